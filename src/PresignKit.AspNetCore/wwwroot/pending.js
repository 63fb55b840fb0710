import * as database from "./saving/database.js";
import { claimedIds } from "./saving/upload-record.js";
import { addressOf } from "./backend.js";

/** The uploads of earlier pages that can go on when their files are chosen again. Those that a page is sending now are not among them. */
export async function pendingUploads({ endpoint, user = null } = {}) {
  const address = addressOf(endpoint);
  const all = await database.list().catch(() => []);
  const claimed = await claimedIds();
  return all.filter(upload => upload.endpoint === address && upload.user === user && !claimed.has(upload.id)).map(
    ({ id, fileName, size, lastModified, policy, endsAt, checksums }) => ({
      id, fileName, size, lastModified, policy,
      fraction: checksums.filter(Boolean).length / checksums.length,
      endsAt: new Date(endsAt),
    }));
}

/** Forgets one of them, or all. What they have sent stays at the store until it is swept. */
export async function forgetUploads(pending) {
  if (pending && typeof pending.id !== "string") throw new TypeError("Pass an upload that pendingUploads returned, or nothing to forget all.");
  await (pending ? database.remove(pending.id) : database.clear()).catch(() => {});
}
