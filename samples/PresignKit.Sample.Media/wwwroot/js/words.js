// What went wrong, in words for the person who picked the file. Chosen by the stable code, never by the message.
import { anyOf, bytes, typeName } from "./format.js";

const KINDS = {
  video: { one: "video", many: "Videos", only: types => `This is not a video that can be uploaded here. Choose ${types}.` },
  transcript: { one: "transcript", many: "Transcripts", only: types => `This is not a transcript. Choose ${types}.` },
};

/** { text, retry }: retry is false where the same file would fail again. */
export function explain(error, file, policy) {
  const kind = KINDS[policy];
  const limit = Number(error.limit);
  switch (error.code) {
    case "too-large":
      return final(`This file is ${bytes(file.size)}. ${kind.many} may be at most ${bytes(limit)}.`);
    case "too-small":
      return final(file.size === 0 ? "This file is empty." : `This file is ${bytes(file.size)}. ${kind.many} have at least ${bytes(limit)}.`);
    case "content-type-not-allowed":
      return final(kind.only(accepted(error.limit)));
    case "content-mismatch":
      return final(`This file is named like a ${kind.one}, but it holds something else. It has been deleted from the store.`);
    case "size-mismatch":
    case "content-type-mismatch":
      return again("What arrived is not what was announced, so it has been deleted from the store. Has the file changed meanwhile?");
    case "upload-changed":
      return again("The file changed in the store while it was checked. Try again.");
    case "file-name-invalid":
      return final("The name of this file has characters that no file name should have, or is too long. Rename it and choose it again.");
    case "not-uploaded":
      return again("The file did not reach the store, or the answer that refused it was lost. Check your connection, then try again.");
    case "token-expired":
      return again("The permission for this upload has expired. Try again to get a new one.");
    case "token-invalid":
    case "token-of-other-user":
      return again("The permission for this upload does not belong to this session. Try again to get a new one.");
    case "upload-not-allowed":
      return final(`You may not add a ${kind.one} here. ${error.message}`);
    case "video-not-found":
      return final("The video that this transcript belongs to has been deleted.");
    case "signed-out":
      return again("You are signed out. Sign in, then try again.");
    case "network":
      return again("The application cannot be reached. Check your connection, then try again.");
    case "store-busy":
      return again("The store is busy at the moment. Wait a little, then try again.");
    case "store-unavailable":
    case "store-access-denied":
    case "bucket-not-found":
    case "credentials-unavailable":
    case "credentials-expired":
    case "clock-skewed":
    case "region-mismatch":
      return again("The store does not answer at the moment. Try again in a while.");
    default:
      return again(error.message);
  }
}

const final = text => ({ text, retry: false });
const again = text => ({ text, retry: true });

function accepted(limit) {
  const types = String(limit ?? "").split(",").map(type => type.trim()).filter(Boolean);
  return types.length === 0 ? "another file" : anyOf(types.map(typeName));
}

const KEPT_BY = {
  enforcedByStore: "the store refuses anything else",
  verifiedOnCompletion: "checked after the upload",
  notEnforced: "not checked",
};

const PROMISES = {
  size: "Exactly the announced size",
  contentType: "Exactly the announced type",
  checksum: "Exactly these bytes, by checksum",
  writeOnce: "Nothing that is there is overwritten",
  isolation: "No other object can be reached",
};

/** [{ promise, keeper, level }] in a fixed order. */
export function promises(guarantees) {
  return Object.entries(PROMISES)
    .filter(([name]) => name in guarantees)
    .map(([name, promise]) => ({ promise, keeper: KEPT_BY[guarantees[name]] ?? guarantees[name], level: guarantees[name] }));
}
