// Many files, a few at once.
import { Upload, begin } from "./upload.js";

const AT_ONCE = 3;
const RUNNING = new Set(["opening", "sending", "waiting", "completing"]);

export class UploadQueue extends EventTarget {
  #options;
  #atOnce;
  #uploads = [];
  #isPaused = false;

  constructor({ atOnce = AT_ONCE, ...options }) {
    super();
    this.#atOnce = atOnce;
    this.#options = options;
  }

  get uploads() { return [...this.#uploads]; }

  add(files, options = {}) {
    const added = (files instanceof Blob ? [files] : [...files])
      .map(file => new Upload(file, { ...this.#options, ...options }, () => this.#fill()));
    for (const upload of added) {
      upload.addEventListener("statechange", () => {
        this.#fill();
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
    for (const upload of this.#uploads) if (RUNNING.has(upload.state)) upload.pause();
  }

  resume() {
    this.#isPaused = false;
    for (const upload of this.#uploads) upload.resume();
    this.#fill();
  }

  #fill() {
    if (this.#isPaused) return;
    let running = this.#uploads.filter(upload => RUNNING.has(upload.state)).length;
    for (const upload of this.#uploads) {
      if (running >= this.#atOnce) return;
      if (upload.state !== "queued") continue;
      running++;
      begin(upload);
    }
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
