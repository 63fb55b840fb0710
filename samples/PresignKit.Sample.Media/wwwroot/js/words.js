// What went wrong, in words for the person who chose the file. Selected by the stable code, never by the message.
import { anyOf, bytes, typeName } from "./format.js";

const KINDS = {
  video: { one: "video", many: "Videos", only: types => `This is not a video that can be uploaded here. Choose ${types}.` },
  transcript: { one: "transcript", many: "Transcripts", only: types => `This is not a transcript. Choose ${types}.` },
};

/** { text, retry }: retry is false if the same file would fail again. */
export function explain(error, file, kindName) {
  const kind = KINDS[kindName];
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
    case "content-unknown":
      return final("What this file contains could not be recognized. It has been deleted from the store.");
    case "inspection-rejected":
      return final(`This file was refused, and has been deleted from the store. ${error.message}`);
    case "size-mismatch":
    case "content-type-mismatch":
      return again("The store received a different size or type than announced, so the file has been deleted from the store. Has it changed in the meantime?");
    case "transfer-mismatch":
    case "parts-differ":
      return again("The file was damaged on the way to the store. Try again to send it anew.");
    case "upload-changed":
      return again("The file changed in the store while it was being checked. Try again.");
    case "file-changed":
      return final("This file has changed since it was chosen. Choose it again to upload what it is now.");
    case "file-unreadable":
      return final("This file can no longer be read. If it was moved or renamed, or its drive was removed, choose it again.");
    case "not-the-same-file":
      return again("This file has the same name, size, and date as one whose upload was interrupted, but its content is different. "
        + "Choose the original file, or discard the upload that is not finished and try again.");
    case "file-name-invalid":
      return final("The name of this file contains invalid characters or is too long. Rename it and choose it again.");
    case "not-uploaded":
    case "upload-incomplete":
      return again("The file did not reach the store, or the answer that refused it was lost. Check your connection, then try again.");
    case "token-expired":
      return again("The permission for this upload has expired. Try again to get a new one.");
    case "upload-time-over":
      return again("The time for this upload is over. Try again to begin a new one.");
    case "slot-ended":
      return again("This upload has ended elsewhere, or its video has been deleted. Try again to begin a new one.");
    case "token-invalid":
    case "token-of-other-user":
      return again("The permission for this upload does not belong to this session. Try again to get a new one.");
    case "upload-not-allowed":
      return final(`You are not allowed to add a ${kind.one} here. ${error.message}`);
    case "access-denied":
    case "user-id-missing":
      return final(`You are not allowed to add a ${kind.one} here.`);
    case "video-not-found":
      return final("The video that this transcript belongs to has been deleted.");
    case "signed-out":
    case "authentication-required":
      return again("You are signed out. Sign in, then try again.");
    case "network-failed":
      return again("The application cannot be reached. Check your connection, then try again.");
    case "store-unreachable":
      return again("The store cannot be reached. Check your connection, then try again.");
    case "stalled":
      return again("The connection is open, but nothing gets through. Check your connection, then try again.");
    case "answer-invalid":
      return again("Something else answered in place of the application, such as the sign-in page of a network. Open any other site, then try again.");
    case "too-many-slots":
    case "too-many-requests":
      return again("You have started a lot of uploads. Wait a moment, then try again.");
    case "application-error":
    case "application-failed":
    case "tokens-unavailable":
    case "slot-ledger-unavailable":
      return again("The application failed. Try again later.");
    case "store-busy":
      return again("The store is busy at the moment. Wait a moment, then try again.");
    case "store-refused":
      return again("The store refused the file. Try again to get a new permission.");
    case "store-failed":
    case "store-not-ready":
    case "store-unavailable":
    case "store-access-denied":
    case "bucket-not-found":
    case "credentials-unavailable":
    case "credentials-expired":
    case "credentials-too-short":
    case "clock-skewed":
    case "region-mismatch":
    case "region-unknown":
      return again("The store is not available at the moment. Try again later.");
    default:
      return { text: error.message, retry: error.retryable };
  }
}

/** What a person should know about an upload that works; null if it makes no difference to them. */
export function explainWarning(code) {
  return code === "storage-unavailable"
    ? "This browser does not let the page remember anything, so this upload cannot go on after a reload. Keep the page open."
    : null;
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
  transfer: "Nothing is damaged on the way",
};

/** [{ guarantee, meaning, level }] in a fixed order. */
export function describe(guarantees) {
  return Object.entries(GUARANTEES)
    .filter(([name]) => name in guarantees)
    .map(([name, guarantee]) => ({ guarantee, meaning: LEVELS[guarantees[name]] ?? guarantees[name], level: guarantees[name] }));
}
