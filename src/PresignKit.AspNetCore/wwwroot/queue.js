// Many files, a few at once.
import { Upload, begin } from "./upload.js";

const AT_ONCE = 3;
const RUNNING = new Set(["opening", "sending", "waiting", "completing"]);

export class UploadQueue extends EventTarget {
  #options;
  #atOnce;
  #uploads = [];
  #isPaused = false;
  #pausedByQueue = new Set();

  constructor({ atOnce = AT_ONCE, ...options }) {
    super();
    if (!(atOnce >= 1)) throw new TypeError("'atOnce' must be a number from 1 on.");
    this.#atOnce = atOnce;
    this.#options = options;
  }

  get uploads() { return [...this.#uploads]; }

  add(files, options = {}) {
    const added = (files instanceof Blob ? [files] : [...files])
      .map(file => new Upload(file, { ...this.#options, ...options }, upload => this.#schedule(upload)));
    for (const upload of added) {
      upload.addEventListener("statechange", () => {
        // When all listeners have seen this state.
        queueMicrotask(() => this.#fill());
        this.#changed();
      });
    }
    this.#uploads.push(...added);
    this.#changed();
    this.#fill();
    return added;
  }

  remove(upload) {
    upload.cancel();
    this.#uploads = this.#uploads.filter(other => other !== upload);
    this.#changed();
  }

  clear() {
    const uploads = this.#uploads;
    this.#uploads = [];
    for (const upload of uploads) upload.cancel();
    this.#changed();
  }

  pause() {
    this.#isPaused = true;
    for (const upload of this.#uploads) {
      if (!RUNNING.has(upload.state)) continue;
      upload.pause();
      if (upload.state === "paused") this.#pausedByQueue.add(upload);
    }
  }

  resume() {
    // Only when all wait again, so that they go on in their order.
    for (const upload of this.#pausedByQueue) upload.resume();
    this.#pausedByQueue.clear();
    this.#isPaused = false;
    this.#fill();
  }

  /** An upload that has been removed has its own time. */
  #schedule(upload) {
    if (this.#uploads.includes(upload)) this.#fill();
    else begin(upload);
  }

  /** Looks anew after each one that begins, because that is told to listeners, this one included. */
  #fill() {
    for (;;) {
      const running = this.#uploads.filter(upload => RUNNING.has(upload.state)).length;
      const next = this.#uploads.find(upload => upload.state === "queued");
      if (this.#isPaused || !next || running >= this.#atOnce) return;
      begin(next);
    }
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
