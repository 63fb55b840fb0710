// Sends one file straight to the store, with exactly what was signed. XMLHttpRequest, since fetch tells no upload progress.

/**
 * Resolves with the store's status once the request is over, 0 where the browser learned nothing: a refusal without CORS
 * headers looks the same as a lost connection. Rejects only when it was cancelled.
 */
export function send(slot, file, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const cancelled = () => new DOMException("The upload was cancelled.", "AbortError");
    if (signal.aborted) {
      reject(cancelled());
      return;
    }

    const xhr = new XMLHttpRequest();
    const { method, url, headers } = slot.request;
    xhr.open(method, url);
    for (const [name, content] of Object.entries(headers ?? {})) xhr.setRequestHeader(name, content);
    xhr.upload.addEventListener("progress", event => onProgress(Math.min(event.loaded, file.size)));
    xhr.addEventListener("loadend", () => resolve(xhr.status));
    xhr.addEventListener("abort", () => reject(cancelled()));
    signal.addEventListener("abort", () => xhr.abort(), { once: true });
    xhr.send(slot.transport === "post" ? form(slot.request.fields, file) : file);
  });
}

// The store reads the fields in order and takes everything after the file as noise.
function form(fields, file) {
  const data = new FormData();
  for (const [name, content] of Object.entries(fields)) data.append(name, content);
  data.append("file", file);
  return data;
}
