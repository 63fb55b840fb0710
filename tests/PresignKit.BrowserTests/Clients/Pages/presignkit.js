import { forgetUploads, pendingUploads, upload } from "/_content/PresignKit.AspNetCore/presignkit.js";
import { readDatabase, run, settings } from "./page.js";

const options = { policy: settings.get("policy") ?? "file" };
if (settings.has("transports")) {
  options.transports = settings.get("transports").split(",");
}

if (settings.has("lanes")) {
  options.lanes = Number(settings.get("lanes"));
}

window.pending = () => pendingUploads({ endpoint: "/files" });
window.forget = () => forgetUploads();

run(file => {
  const warnings = [];
  const one = upload(file, options);
  let key;
  let error;
  const watch = () => one.result.then(result => {
    key = result.key;
  }, reason => {
    error = reason;
  });
  one.addEventListener("warning", warning => warnings.push(warning.code));
  watch();
  return {
    status() {
      const { state, progress, resumed } = one;
      // A state comes before the promise that belongs to it.
      const settled = state === "done" ? key : state === "failed" || state === "canceled" ? error : true;
      return {
        state: settled ? state : "settling", code: typeof error?.code === "string" ? error.code : undefined, message: error?.message, key, sent: progress.sent, retries: progress.retries, resumed, warnings,
        guarantees: one.guarantees,
      };
    },
    pause: () => one.pause(),
    resume: () => one.resume(),
    cancel: () => one.cancel(),
    retry() {
      error = undefined;
      one.retry();
      watch();
    },
  };
}, {
  async isSaved(count) {
    const uploads = await readDatabase("presignkit", "uploads");
    return uploads.some(({ checksums }) => checksums.filter(Boolean).length >= count);
  },
});
