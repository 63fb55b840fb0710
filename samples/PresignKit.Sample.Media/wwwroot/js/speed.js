// The speed of an upload over the last few seconds. An average since the beginning would react too slowly to a change.

const WINDOW_SECONDS = 4;
const ENOUGH_SECONDS = 0.5;

export class Speed {
  #samples = [{ time: performance.now() / 1000, bytes: 0 }];

  add(bytes) {
    const time = performance.now() / 1000;
    this.#samples.push({ time, bytes });
    while (this.#samples.length > 2 && time - this.#samples[1].time > WINDOW_SECONDS) this.#samples.shift();
  }

  /** Null until there is enough data. */
  get bytesPerSecond() {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    const seconds = last.time - first.time;
    return seconds < ENOUGH_SECONDS ? null : (last.bytes - first.bytes) / seconds;
  }
}
