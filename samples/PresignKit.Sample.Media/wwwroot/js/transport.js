// Sends one file directly to the store, exactly as signed. Uses XMLHttpRequest, because fetch does not report upload progress.

/**
 * Resolves with the store's status when the request has ended, or 0 if the browser has none: a refusal without CORS headers
 * looks the same as a lost connection. Rejects only if the upload was canceled.
 */
export function send(slot, file, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const canceled = () => new DOMException("The upload was canceled.", "AbortError");
    if (signal.aborted) {
      reject(canceled());
      return;
    }

    const xhr = new XMLHttpRequest();
    const { method, url, headers } = slot.request;
    xhr.open(method, url);
    for (const [name, content] of Object.entries(headers ?? {})) xhr.setRequestHeader(name, content);
    xhr.upload.addEventListener("progress", event => onProgress(Math.min(event.loaded, file.size)));
    xhr.addEventListener("loadend", () => resolve(xhr.status));
    xhr.addEventListener("abort", () => reject(canceled()));
    signal.addEventListener("abort", () => xhr.abort(), { once: true });
    xhr.send(slot.transport === "post" ? form(slot.request.fields, file) : file);
  });
}

// The store reads the fields in order, and ignores everything after the file.
function form(fields, file) {
  const data = new FormData();
  for (const [name, content] of Object.entries(fields)) data.append(name, content);
  data.append("file", file);
  return data;
}
