// CRC-64/NVME, as S3 computes it of every object (reflected; the register starts and ends inverted). JavaScript has no fast 64-bit integers, so the
// register is two halves. Eight tables take eight bytes at a time.
const POLYNOMIAL_LOW = 0xac4bc9b5 | 0;
const POLYNOMIAL_HIGH = 0x9a6c9329 | 0;

const low = [];
const high = [];
for (let i = 0; i < 8; i++) {
  low.push(new Int32Array(256));
  high.push(new Int32Array(256));
}
for (let n = 0; n < 256; n++) {
  let l = n;
  let h = 0;
  for (let bit = 0; bit < 8; bit++) {
    const odd = l & 1;
    l = (l >>> 1) | (h << 31);
    h >>>= 1;
    if (odd) {
      l ^= POLYNOMIAL_LOW;
      h ^= POLYNOMIAL_HIGH;
    }
  }
  low[0][n] = l;
  high[0][n] = h;
}
for (let i = 1; i < 8; i++) {
  for (let n = 0; n < 256; n++) {
    const l = low[i - 1][n];
    const h = high[i - 1][n];
    low[i][n] = ((l >>> 8) | (h << 24)) ^ low[0][l & 255];
    high[i][n] = (h >>> 8) ^ high[0][l & 255];
  }
}
const [l0, l1, l2, l3, l4, l5, l6, l7] = low;
const [h0, h1, h2, h3, h4, h5, h6, h7] = high;

export class Crc64Nvme {
  #low = -1;
  #high = -1;

  update(bytes) {
    let l = this.#low;
    let h = this.#high;
    let i = 0;
    if (bytes.byteOffset % 4 === 0) {
      // All processors that browsers run on put the lowest byte first.
      const words = new Int32Array(bytes.buffer, bytes.byteOffset, (bytes.length >>> 3) * 2);
      for (let w = 0; w < words.length; w += 2) {
        const a = l ^ words[w];
        const b = h ^ words[w + 1];
        l = l7[a & 255] ^ l6[(a >>> 8) & 255] ^ l5[(a >>> 16) & 255] ^ l4[a >>> 24]
          ^ l3[b & 255] ^ l2[(b >>> 8) & 255] ^ l1[(b >>> 16) & 255] ^ l0[b >>> 24];
        h = h7[a & 255] ^ h6[(a >>> 8) & 255] ^ h5[(a >>> 16) & 255] ^ h4[a >>> 24]
          ^ h3[b & 255] ^ h2[(b >>> 8) & 255] ^ h1[(b >>> 16) & 255] ^ h0[b >>> 24];
      }
      i = words.length * 4;
    }
    for (; i < bytes.length; i++) {
      const n = (l ^ bytes[i]) & 255;
      l = ((l >>> 8) | (h << 24)) ^ l0[n];
      h = (h >>> 8) ^ h0[n];
    }
    this.#low = l;
    this.#high = h;
  }

  /** Eight bytes, the most significant first. */
  digest() {
    const bytes = new Uint8Array(8);
    const view = new DataView(bytes.buffer);
    view.setInt32(0, ~this.#high);
    view.setInt32(4, ~this.#low);
    return bytes;
  }
}
