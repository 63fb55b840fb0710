import { DirectUpload } from "/npm/activestorage.js";
import { ask, run } from "./page.js";

run(file => {
  let request;
  let outcome;
  let sent = 0;
  const start = () => {
    outcome = { state: "sending" };
    const delegate = {
      directUploadWillStoreFileWithXHR(xhr) {
        request = xhr;
        xhr.upload.addEventListener("progress", event => {
          sent = event.loaded;
        });
      },
    };
    new DirectUpload(file, "/rails/active_storage/direct_uploads", delegate).create(async (error, blob) => {
      if (error) {
        outcome = { state: "failed", code: "direct-upload", message: String(error) };
        return;
      }

      // As a form would: the ID goes to the application with everything else that the user has entered.
      try {
        outcome = { state: "done", key: (await ask("/attach", { signedId: blob.signed_id })).key };
      } catch (refusal) {
        outcome = { state: "failed", code: refusal.code ?? "page", message: refusal.message };
      }
    });
  };
  start();
  const none = () => {
    throw new Error("Active Storage cannot do that.");
  };
  return {
    status: () => ({ ...outcome, sent }),
    pause: none,
    resume: none,
    cancel() {
      request.abort();
      outcome = { state: "canceled" };
    },
    retry: start,
  };
});
