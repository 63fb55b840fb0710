// MD5 (RFC 1321), for stores whose ETags are the MD5 of what they received. It finds damage; nothing here relies on it against an attacker.
import { Blocks } from "./blocks.js";

const K = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);
const words = new Int32Array(16);

export class Md5 {
  #a = 0x67452301;
  #b = 0xefcdab89 | 0;
  #c = 0x98badcfe | 0;
  #d = 0x10325476;
  #blocks = new Blocks((view, offset) => this.#take(view, offset), true);

  update(bytes) {
    this.#blocks.update(bytes);
  }

  digest() {
    this.#blocks.finish();
    const bytes = new Uint8Array(16);
    const view = new DataView(bytes.buffer);
    [this.#a, this.#b, this.#c, this.#d].forEach((word, i) => view.setInt32(i * 4, word, true));
    return bytes;
  }

  #take(view, offset) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(offset + i * 4, true);
    let a = this.#a;
    let b = this.#b;
    let c = this.#c;
    let d = this.#d;
    let s;
    for (let i = 0; i < 16; i += 4) {
      s = (a + (d ^ (b & (c ^ d))) + K[i] + words[i]) | 0;
      a = (b + ((s << 7) | (s >>> 25))) | 0;
      s = (d + (c ^ (a & (b ^ c))) + K[i + 1] + words[i + 1]) | 0;
      d = (a + ((s << 12) | (s >>> 20))) | 0;
      s = (c + (b ^ (d & (a ^ b))) + K[i + 2] + words[i + 2]) | 0;
      c = (d + ((s << 17) | (s >>> 15))) | 0;
      s = (b + (a ^ (c & (d ^ a))) + K[i + 3] + words[i + 3]) | 0;
      b = (c + ((s << 22) | (s >>> 10))) | 0;
    }
    for (let i = 16; i < 32; i += 4) {
      s = (a + (c ^ (d & (b ^ c))) + K[i] + words[(5 * i + 1) & 15]) | 0;
      a = (b + ((s << 5) | (s >>> 27))) | 0;
      s = (d + (b ^ (c & (a ^ b))) + K[i + 1] + words[(5 * i + 6) & 15]) | 0;
      d = (a + ((s << 9) | (s >>> 23))) | 0;
      s = (c + (a ^ (b & (d ^ a))) + K[i + 2] + words[(5 * i + 11) & 15]) | 0;
      c = (d + ((s << 14) | (s >>> 18))) | 0;
      s = (b + (d ^ (a & (c ^ d))) + K[i + 3] + words[(5 * i) & 15]) | 0;
      b = (c + ((s << 20) | (s >>> 12))) | 0;
    }
    for (let i = 32; i < 48; i += 4) {
      s = (a + (b ^ c ^ d) + K[i] + words[(3 * i + 5) & 15]) | 0;
      a = (b + ((s << 4) | (s >>> 28))) | 0;
      s = (d + (a ^ b ^ c) + K[i + 1] + words[(3 * i + 8) & 15]) | 0;
      d = (a + ((s << 11) | (s >>> 21))) | 0;
      s = (c + (d ^ a ^ b) + K[i + 2] + words[(3 * i + 11) & 15]) | 0;
      c = (d + ((s << 16) | (s >>> 16))) | 0;
      s = (b + (c ^ d ^ a) + K[i + 3] + words[(3 * i + 14) & 15]) | 0;
      b = (c + ((s << 23) | (s >>> 9))) | 0;
    }
    for (let i = 48; i < 64; i += 4) {
      s = (a + (c ^ (b | ~d)) + K[i] + words[(7 * i) & 15]) | 0;
      a = (b + ((s << 6) | (s >>> 26))) | 0;
      s = (d + (b ^ (a | ~c)) + K[i + 1] + words[(7 * i + 7) & 15]) | 0;
      d = (a + ((s << 10) | (s >>> 22))) | 0;
      s = (c + (a ^ (d | ~b)) + K[i + 2] + words[(7 * i + 14) & 15]) | 0;
      c = (d + ((s << 15) | (s >>> 17))) | 0;
      s = (b + (d ^ (c | ~a)) + K[i + 3] + words[(7 * i + 21) & 15]) | 0;
      b = (c + ((s << 21) | (s >>> 11))) | 0;
    }
    this.#a = (this.#a + a) | 0;
    this.#b = (this.#b + b) | 0;
    this.#c = (this.#c + c) | 0;
    this.#d = (this.#d + d) | 0;
  }
}
