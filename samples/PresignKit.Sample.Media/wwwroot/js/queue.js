// The uploads of this session. They continue while other pages are open, so the queue outlives the pages.
import { Upload } from "./upload.js";

const AT_ONCE = 2;

class UploadQueue extends EventTarget {
  #uploads = [];

  get uploads() { return this.#uploads; }

  get active() { return this.#uploads.filter(upload => upload.busy).length; }

  add(files, policy) {
    for (const file of files) {
      const upload = new Upload(file, policy);
      upload.addEventListener("change", () => {
        this.#start();
        this.dispatchEvent(new Event("change"));
      });
      this.#uploads.unshift(upload);
    }
    this.dispatchEvent(new Event("list"));
    this.#start();
    this.dispatchEvent(new Event("change"));
  }

  remove(upload) {
    this.#uploads = this.#uploads.filter(other => other !== upload);
    this.dispatchEvent(new Event("list"));
  }

  clear() {
    for (const upload of this.#uploads) upload.cancel();
    this.#uploads = [];
    this.dispatchEvent(new Event("list"));
    this.dispatchEvent(new Event("change"));
  }

  #start() {
    const running = this.#uploads.filter(upload => upload.busy && upload.state !== "queued").length;
    // The list shows the newest first, but uploads start in the order in which they were added.
    const next = this.#uploads.findLast(upload => upload.state === "queued");
    if (next && running < AT_ONCE) next.run();
  }
}

export const queue = new UploadQueue();

addEventListener("beforeunload", event => {
  if (queue.active > 0) event.preventDefault();
});
