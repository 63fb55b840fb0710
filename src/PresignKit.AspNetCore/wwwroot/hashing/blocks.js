const BLOCK = 64;

/** What MD5 and SHA-256 share: they take blocks of 64 bytes, and end with a mark, zeros, and the length in bits. */
export class Blocks {
  #take;
  #littleEndian;
  #rest = new Uint8Array(BLOCK);
  #used = 0;
  #length = 0;

  /** `take(view, offset)` receives each whole block. */
  constructor(take, littleEndian) {
    this.#take = take;
    this.#littleEndian = littleEndian;
  }

  update(bytes) {
    this.#length += bytes.length;
    let i = 0;
    if (this.#used > 0) {
      i = Math.min(bytes.length, BLOCK - this.#used);
      this.#rest.set(bytes.subarray(0, i), this.#used);
      this.#used += i;
      if (this.#used < BLOCK) return;
      this.#take(new DataView(this.#rest.buffer), 0);
      this.#used = 0;
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (; i + BLOCK <= bytes.length; i += BLOCK) this.#take(view, i);
    this.#rest.set(bytes.subarray(i));
    this.#used = bytes.length - i;
  }

  finish() {
    const end = new Uint8Array(this.#used < 56 ? BLOCK : 2 * BLOCK);
    end.set(this.#rest.subarray(0, this.#used));
    end[this.#used] = 0x80;
    const view = new DataView(end.buffer);
    const low = (this.#length * 8) >>> 0;
    const high = Math.floor(this.#length / 0x20000000);
    view.setUint32(end.length - 8, this.#littleEndian ? low : high, this.#littleEndian);
    view.setUint32(end.length - 4, this.#littleEndian ? high : low, this.#littleEndian);
    for (let i = 0; i < end.length; i += BLOCK) this.#take(view, i);
  }
}
