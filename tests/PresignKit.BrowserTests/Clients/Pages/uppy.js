/** For both generations: their options differ in the endpoint's name only. */
import { ask, partSize, readDatabase, run, settings, show } from "./page.js";

export function runUppy({ AwsS3, GoldenRetriever, Uppy }, endpointOption) {
  const companion = `${location.origin}/${settings.get("companion") ?? "companion"}`;
  const uppy = new Uppy({ id: "clients", autoProceed: false, allowMultipleUploadBatches: true });
  const isSentInParts = file => file.size > partSize && settings.get("parts") !== "no";
  const outcomes = new Map();

  // An upload by form ends without a request to the application, so the page completes it.
  uppy.on("upload-success", async (file, response) => {
    try {
      const { key } = isSentInParts(file) ? response.body : await ask(`${companion}/s3/complete`, { key: response.body.key });
      outcomes.set(file.id, { state: "done", key });
    } catch (error) {
      outcomes.set(file.id, { state: "failed", code: error.code ?? "page", message: error.message });
    }
  });
  uppy.on("upload-error", (file, error) => outcomes.set(file.id, { state: "failed", code: "upload-error", message: error.message }));
  uppy.on("file-removed", file => outcomes.set(file.id, { state: "canceled" }));

  const options = settings.get("etags") === "no" ? { uploadPartBytes: sendFormsWithoutETag(AwsS3) } : {};
  uppy.use(AwsS3, { ...options, [endpointOption]: companion, shouldUseMultipart: isSentInParts });
  if (settings.has("retriever")) {
    uppy.use(GoldenRetriever, { serviceWorker: false, indexedDB: { maxFileSize: 1e9, maxTotalSize: 2e9 } });
  }

  const follow = (id, resumed) => ({
    status() {
      const file = uppy.getFile(id);
      const outcome = outcomes.get(id);
      return {
        state: file?.isPaused ? "paused" : "sending", sent: file?.progress.bytesUploaded || 0, resumed, stored: Boolean(file && !file.isGhost), ...outcome,
      };
    },
    pause: () => uppy.getFile(id).isPaused || uppy.pauseResume(id),
    resume: () => uppy.getFile(id).isPaused && uppy.pauseResume(id),
    cancel: () => uppy.removeFile(id),
    retry() {
      outcomes.delete(id);
      uppy.retryUpload(id).catch(() => {});
    },
  });

  // What an earlier page has left; the page goes on with it at once.
  uppy.on("restored", () => {
    for (const { id } of uppy.getFiles()) {
      show(follow(id, true));
    }

    uppy.emit("restore-confirmed");
  });

  run(file => {
    // Multipart needs the size, which Uppy does not send by itself.
    const id = uppy.addFile({ name: file.name, type: file.type, data: file, meta: { size: file.size } });
    return follow(id, false);
  }, {
    begin() {
      uppy.upload().catch(() => {});
    },
    // Without golden-retriever, a page goes on with what the store has.
    isSaved: settings.has("retriever") ? hasSaved : () => true,
  });
}

/**
 * Ceph's answer to a form has its ETag in the body and not in a header, for which Uppy 5 would wait forever. Uppy 6 does not need it, and ignores this option.
 */
function sendFormsWithoutETag({ uploadPartBytes }) {
  return async sending => {
    const { signature: { url, method }, body, size, onProgress, onComplete, signal } = sending;
    if (method !== "POST") {
      return uploadPartBytes(sending);
    }

    const answer = await fetch(url, { method, body, signal });
    if (!answer.ok) {
      throw Object.assign(new Error(`The store answered with status ${answer.status}.`), { source: { status: answer.status } });
    }

    onProgress?.({ loaded: size, lengthComputable: true });
    onComplete?.("");
    return { ETag: "" };
  };
}

/** Whether golden-retriever has the file itself, and the ID of its upload: version 5 in the local storage, version 6 in the database. */
async function hasSaved() {
  const files = await readDatabase("uppy-blobs", "files");
  const state = JSON.stringify([await readDatabase("uppy-blobs", "metadata"), { ...localStorage }]);
  return files.length > 0 && state.includes("uploadId");
}
