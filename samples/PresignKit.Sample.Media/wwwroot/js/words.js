// What went wrong, in words for the person who chose the file. Selected by the stable code, never by the message.
import { anyOf, bytes, typeName } from "./format.js";

const KINDS = {
  video: { one: "video", many: "Videos", only: types => `This is not a video that can be uploaded here. Choose ${types}.` },
  transcript: { one: "transcript", many: "Transcripts", only: types => `This is not a transcript. Choose ${types}.` },
};

/** { text, retry }: retry is false if the same file would fail again. */
export function explain(error, file, policy) {
  const kind = KINDS[policy];
  const limit = Number(error.limit);
  switch (error.code) {
    case "too-large":
      return final(`This file is ${bytes(file.size)}. ${kind.many} may be at most ${bytes(limit)}.`);
    case "too-small":
      return final(file.size === 0 ? "This file is empty." : `This file is ${bytes(file.size)}. ${kind.many} must be at least ${bytes(limit)}.`);
    case "content-type-not-allowed":
      return final(kind.only(accepted(error.limit)));
    case "content-mismatch":
      return final(`This file is named like a ${kind.one}, but it contains something else. It has been deleted from the store.`);
    case "size-mismatch":
    case "content-type-mismatch":
      return again("The store received a different size or type than announced, so the file has been deleted from the store. Has it changed in the meantime?");
    case "upload-changed":
      return again("The file changed in the store while it was being checked. Try again.");
    case "file-name-invalid":
      return final("The name of this file contains invalid characters or is too long. Rename it and choose it again.");
    case "not-uploaded":
      return again("The file did not reach the store, or the answer that refused it was lost. Check your connection, then try again.");
    case "token-expired":
      return again("The permission for this upload has expired. Try again to get a new one.");
    case "token-invalid":
    case "token-of-other-user":
      return again("The permission for this upload does not belong to this session. Try again to get a new one.");
    case "upload-not-allowed":
      return final(`You are not allowed to add a ${kind.one} here. ${error.message}`);
    case "video-not-found":
      return final("The video that this transcript belongs to has been deleted.");
    case "signed-out":
    case "authentication-required":
      return again("You are signed out. Sign in, then try again.");
    case "network":
      return again("The application cannot be reached. Check your connection, then try again.");
    case "too-many-slots":
      return again("You have started a lot of uploads. Wait a moment, then try again.");
    case "application-error":
    case "tokens-unavailable":
    case "slot-ledger-unavailable":
      return again("The application failed. Try again later.");
    case "store-busy":
      return again("The store is busy at the moment. Wait a moment, then try again.");
    case "store-not-ready":
    case "store-unavailable":
    case "store-access-denied":
    case "bucket-not-found":
    case "credentials-unavailable":
    case "credentials-expired":
    case "clock-skewed":
    case "region-mismatch":
      return again("The store is not available at the moment. Try again later.");
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

const LEVELS = {
  enforcedByStore: "the store refuses anything else",
  verifiedOnCompletion: "checked after the upload",
  notEnforced: "not checked",
};

const GUARANTEES = {
  size: "Exactly the declared size",
  contentType: "Exactly the declared type",
  checksum: "Exactly the declared bytes, by checksum",
  writeOnce: "No existing object is overwritten",
  isolation: "No other object can be accessed",
};

/** [{ guarantee, meaning, level }] in a fixed order. */
export function describe(guarantees) {
  return Object.entries(GUARANTEES)
    .filter(([name]) => name in guarantees)
    .map(([name, guarantee]) => ({ guarantee, meaning: LEVELS[guarantees[name]] ?? guarantees[name], level: guarantees[name] }));
}
