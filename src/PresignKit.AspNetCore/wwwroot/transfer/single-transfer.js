// Sends a file in one request, by PUT or as the last field of a form.
import { send } from "./store-request.js";

export class SingleTransfer {
  #file;
  #hash;
  #watcher;
  #checksum = null;

  /** Bytes that have left. */
  sent = 0;

  constructor({ file, hash, watcher }) {
    this.#file = file;
    this.#hash = hash;
    this.#watcher = watcher;
  }

  /** Resolves with the store's answer. Rejects with the signal's reason, or an UploadError if the file cannot be read. */
  async send(slot, signal) {
    this.sent = 0;
    const { request } = slot.data;
    const body = request.fields ? form(request.fields, this.#file) : this.#file.slice();
    if (this.#hash && !this.#checksum) {
      this.#checksum = this.#hash(this.#file);
      this.#checksum.catch(error => {
        // Only a cancellation can be made up for.
        if (error.name === "AbortError") this.#checksum = null;
      });
    }
    this.#watcher.onActive(1);
    try {
      const answer = await send(request, body, {
        signal,
        onProgress: loaded => {
          this.sent = Math.min(loaded, this.#file.size);
          this.#watcher.onBytes();
        },
      });
      return answer;
    } finally {
      this.#watcher.onActive(0);
    }
  }

  async checksums() {
    return this.#checksum ? [await this.#checksum] : null;
  }
}

// The store reads the fields in order, and ignores everything after the file. A slice without a type, so that only signed headers are sent.
function form(fields, file) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  data.append("file", file);
  return data;
}
