// PresignKit's upload client for browsers: sends files straight to the store, with PresignKit's endpoints on the application's side.
import { Upload, begin } from "./upload.js";

export { Codes, UploadError, UploadWarning } from "./errors.js";
export { forgetUploads, pendingUploads } from "./pending.js";
export { UploadQueue } from "./queue.js";
export { Upload };

/** Uploads a file, and goes on with an earlier upload of the same file if there is one. */
export function upload(file, options) {
  const created = new Upload(file, options);
  // Not at once, so that the caller can listen to its first change.
  queueMicrotask(() => begin(created));
  return created;
}
