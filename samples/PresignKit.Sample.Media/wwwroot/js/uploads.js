// The uploads of this session, all of them by presignkit.js. They continue while other pages are open, so the queue outlives the pages.
import { UploadQueue, forgetUploads, pendingUploads, upload } from "/_content/PresignKit.AspNetCore/presignkit.js";
import { signedOut } from "./api.js";

const ENDPOINT = "/api/uploads";
const ENDED = new Set(["done", "failed", "canceled"]);
const SIGNED_OUT = new Set(["signed-out", "authentication-required"]);
// A file that the earlier upload does not belong to, or that cannot be read anymore. The earlier upload can still go on with another one.
const WRONG_FILE = new Set(["not-the-same-file", "file-changed", "file-unreadable"]);

export const queue = new UploadQueue({ endpoint: ENDPOINT, policy: "video", atOnce: 2 });

export const isActive = ({ state }) => !ENDED.has(state);

export const activeUploads = () => queue.uploads.filter(isActive).length;

export function addVideos(files) {
  for (const added of queue.add(files)) watchSession(added);
}

export function uploadTranscript(file, mediaId) {
  return watchSession(upload(file, { endpoint: ENDPOINT, policy: "transcript", context: { mediaId }, resume: false }));
}

/** The uploads that an earlier page did not finish, without those that this page goes on with. */
export async function unfinishedUploads() {
  const pending = await pendingUploads({ endpoint: ENDPOINT });
  return pending.filter(earlier => earlier.policy === "video" && !queue.uploads.some(upload => isSameFile(upload.file, earlier) && !isWrongFile(upload)));
}

export const forgetUpload = pending => forgetUploads(pending);

export const isSameFile = (file, { fileName, size, lastModified }) =>
  file.name === fileName && file.size === size && file.lastModified === lastModified;

/** Cancels what is running, and forgets what could go on: whoever signs in next must not see it. */
export async function forgetAllUploads() {
  queue.clear();
  await forgetUploads();
}

function isWrongFile({ state, error }) {
  return state === "failed" && WRONG_FILE.has(error.code);
}

function watchSession(upload) {
  upload.addEventListener("statechange", () => {
    if (upload.state === "failed" && SIGNED_OUT.has(upload.error.code)) signedOut.dispatchEvent(new Event("signedout"));
  });
  return upload;
}

addEventListener("beforeunload", event => {
  if (activeUploads() > 0) event.preventDefault();
});
