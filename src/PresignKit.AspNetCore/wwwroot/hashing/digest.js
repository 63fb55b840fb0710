import { toBase64 } from "../base64.js";
import { Crc64Nvme } from "./crc64nvme.js";
import { Md5 } from "./md5.js";
import { Sha256 } from "./sha256.js";

const ALGORITHMS = { crc64nvme: Crc64Nvme, md5: Md5, sha256: Sha256 };
const SLICE = 1024 * 1024;

/** The checksum of a blob in base64. Reads one slice while it computes the one before. `onSlice` is called before each, and may throw. */
export async function digest(algorithm, blob, onSlice) {
  const hash = new ALGORITHMS[algorithm]();
  const read = offset => blob.slice(offset, offset + SLICE).arrayBuffer();
  let next = read(0);
  for (let offset = 0; offset < blob.size; offset += SLICE) {
    const bytes = new Uint8Array(await next);
    next = offset + SLICE < blob.size ? read(offset + SLICE) : null;
    // If this slice throws, nobody waits for the next one.
    next?.catch(() => {});
    onSlice?.();
    hash.update(bytes);
  }
  await next;
  return toBase64(hash.digest());
}
