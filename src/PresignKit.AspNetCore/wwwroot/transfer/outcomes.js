// What an answer of the store means.
import { Codes, UploadError, unreadable } from "../errors.js";

/** How often a request is repeated before the upload fails: about two minutes of a broken connection. */
export const ATTEMPTS = 12;
/** As long as nothing has ever reached the store, its CORS rules are probably missing. */
export const FIRST_ATTEMPTS = 4;

export function isSuccess({ status }) {
  return status >= 200 && status < 300;
}

/** The store is busy with this key, or in general. */
export function isBusy({ status }) {
  return status === 409 || status === 429 || status === 408 || status >= 500;
}

/** The error to report if there are no more attempts. */
export function failureOf({ status, code, stalled, lostHalfway }) {
  const because = code ? ` (${code})` : "";
  if (stalled) {
    return new UploadError(Codes.Stalled, "The connection to the store stands still.", { retryable: true });
  }
  if (status === 0) {
    return lostHalfway
      ? new UploadError(Codes.Network, "The connection to the store was lost.", { retryable: true })
      : new UploadError(
        Codes.StoreUnreachable,
        "The store cannot be reached, or its answers may not be read by this page: check the connection, and the CORS rules of the bucket.",
        { retryable: true });
  }
  return status >= 500 || isBusy({ status })
    ? new UploadError(Codes.StoreFailed, `The store answered with status ${status}${because}.`, { status, retryable: true })
    : new UploadError(Codes.StoreRefused, `The store refused the file with status ${status}${because}.`, { status, retryable: true });
}

/**
 * Browsers report a file that changed or vanished as a lost connection, and one that was gone from the start as empty: read the first and the last byte
 * to tell. A slice of nothing is not read.
 */
export async function checkReadable(blob) {
  try {
    await (blob.size > 0 ? blob.slice(0, 1) : blob).arrayBuffer();
    await blob.slice(-1).arrayBuffer();
  } catch (error) {
    throw unreadable(error);
  }
}
