const EVERY = 100;
const WINDOW = 5_000;

/** How much has been sent, and how fast over the last seconds. What is shown never falls, also if parts must be sent again. */
export class Progress {
  #tell;
  #samples = [];
  #timer = null;
  #lastTold = 0;

  sent = 0;
  retries = 0;

  /** `tell` is called at most ten times a second. */
  constructor(tell) {
    this.#tell = tell;
  }

  moveTo(sent) {
    if (sent > this.sent) {
      this.sent = sent;
      const now = performance.now();
      this.#samples.push({ sent, now });
      while (this.#samples.length > 2 && now - this.#samples[0].now > WINDOW) this.#samples.shift();
    }
    const wait = this.#lastTold + EVERY - performance.now();
    if (wait <= 0) this.tellNow();
    else this.#timer ??= setTimeout(() => this.tellNow(), wait);
  }

  tellNow() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#lastTold = performance.now();
    this.#tell();
  }

  /** Null until it is known. */
  get bytesPerSecond() {
    if (this.#samples.length < 2) return null;
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    const seconds = (last.now - first.now) / 1000;
    return seconds >= 0.5 ? (last.sent - first.sent) / seconds : null;
  }

  /** After a pause, what was before says nothing about the speed. */
  rest() {
    this.#samples.length = 0;
  }

  restart() {
    this.rest();
    this.sent = 0;
  }
}
