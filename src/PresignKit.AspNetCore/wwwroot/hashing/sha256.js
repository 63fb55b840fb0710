// SHA-256 (FIPS 180-4), for policies that require a checksum before a slot is opened. The platform's own needs the whole file in memory.
import { Blocks } from "./blocks.js";

const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every(prime => n % prime)) primes.push(n);
const fraction = value => (value - Math.floor(value)) * 2 ** 32 | 0;
const K = Int32Array.from(primes, prime => fraction(Math.cbrt(prime)));
const START = Int32Array.from(primes.slice(0, 8), prime => fraction(Math.sqrt(prime)));
const words = new Int32Array(64);

export class Sha256 {
  #state = START.slice();
  #blocks = new Blocks((view, offset) => this.#take(view, offset), false);

  update(bytes) {
    this.#blocks.update(bytes);
  }

  digest() {
    this.#blocks.finish();
    const bytes = new Uint8Array(32);
    const view = new DataView(bytes.buffer);
    this.#state.forEach((word, i) => view.setInt32(i * 4, word));
    return bytes;
  }

  #take(view, offset) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(offset + i * 4);
    for (let i = 16; i < 64; i++) {
      const x = words[i - 15];
      const y = words[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
    }
    const state = this.#state;
    let a = state[0];
    let b = state[1];
    let c = state[2];
    let d = state[3];
    let e = state[4];
    let f = state[5];
    let g = state[6];
    let h = state[7];
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + (g ^ (e & (f ^ g))) + K[i] + words[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) | (c & (a | b)))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }
}
