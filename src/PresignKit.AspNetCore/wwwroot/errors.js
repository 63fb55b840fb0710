/** A failure with a stable code: the application's own (from its ProblemDetails), or one of `Codes`. */
export class UploadError extends Error {
  constructor(code, message, { status = 0, limit = null, retryable = false, parts = null, cause } = {}) {
    super(message, { cause });
    this.name = "UploadError";
    this.code = code;
    this.status = status;
    this.limit = limit;
    this.retryable = retryable;
    /** The numbers of the parts to send again; for this library alone. */
    this.parts = parts;
  }
}

/** The codes of failures and warnings that do not come from the application. */
export const Codes = Object.freeze({
  Network: "network-failed",
  Stalled: "stalled",
  AnswerInvalid: "answer-invalid",
  ApplicationFailed: "application-failed",
  StoreUnreachable: "store-unreachable",
  StoreRefused: "store-refused",
  StoreFailed: "store-failed",
  FileChanged: "file-changed",
  FileUnreadable: "file-unreadable",
  NotTheSameFile: "not-the-same-file",
  WorkerUnavailable: "worker-unavailable",
  StorageUnavailable: "storage-unavailable",
  HeadersFailed: "headers-failed",
  ApplicationRefused: "application-refused",
  AuthenticationRequired: "authentication-required",
  AccessDenied: "access-denied",
});

/** The answer of something else than PresignKit's endpoints. */
export function invalidAnswer(status, cause) {
  return new UploadError(
    Codes.AnswerInvalid,
    "The answer is not the application's: a network may ask for a sign-in, a proxy may have answered, or the address is wrong.",
    { status, retryable: true, cause });
}

/** Something that does not end an upload. */
export class UploadWarning extends Event {
  constructor(code, message) {
    super("warning");
    this.code = code;
    this.message = message;
  }
}

/** What a read of the file that failed means. Browsers refuse to read a file that changed on disk after it was chosen. */
export function unreadable(cause) {
  return cause?.name === "NotFoundError"
    ? new UploadError(Codes.FileUnreadable, "The file is no longer there. Choose it again.", { cause })
    : new UploadError(Codes.FileChanged, "The file cannot be read, or it changed after it was chosen. Choose it again.", { cause });
}
