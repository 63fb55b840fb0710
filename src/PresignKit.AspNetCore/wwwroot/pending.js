import * as database from "./saving/database.js";
import { claimedIds } from "./saving/upload-record.js";

const DEFAULT_ENDPOINT = "/files";
const ids = new WeakMap();

/** The uploads of earlier pages that can go on when their files are chosen again. Those that a page is sending now are not among them. */
export async function pendingUploads({ endpoint = DEFAULT_ENDPOINT } = {}) {
  const address = new URL(String(endpoint).replace(/\/*$/, "/"), document.baseURI).href;
  const all = await database.list().catch(() => []);
  const claimed = await claimedIds();
  return all.filter(upload => upload.endpoint === address && !claimed.has(upload.id)).map(({ id, fileName, size, lastModified, policy, endsAt, checksums }) => {
    const pending = {
      fileName, size, lastModified, policy,
      fraction: checksums.filter(Boolean).length / checksums.length,
      endsAt: new Date(endsAt),
    };
    ids.set(pending, id);
    return pending;
  });
}

/** Forgets one of them, or all. What they have sent stays at the store until it is swept. */
export async function forgetUploads(pending) {
  await (pending ? database.remove(ids.get(pending)) : database.clear()).catch(() => {});
}
