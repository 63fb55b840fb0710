/** How a file can be sent: by PUT as the body, by POST in a form, or in parts. */
export type Transport = "put" | "post" | "multipart";

/**
 * `queued` (in an {@link UploadQueue}), `opening` (asking for a slot, or what has arrived), `sending`, `paused`, `waiting` (for a connection, or
 * before a retry when nothing else is being sent), `completing` (the application verifies what has arrived), and the ends: `done`, `failed`, and
 * `canceled`.
 */
export type UploadState = "queued" | "opening" | "sending" | "paused" | "waiting" | "completing" | "done" | "failed" | "canceled";

export interface UploadOptions {
  /** The name of the upload policy. */
  policy: string;
  /** The prefix that `MapPresignKit` was given. Default: `/files`. */
  endpoint?: string | URL;
  /** Data for the application, at most 16 entries: `UploadTicket.Context`. */
  context?: Record<string, string>;
  /** Default: the name of the file; required for a Blob without a name. */
  fileName?: string;
  /** Default: the type of the file. If it is empty, the application infers it from the name. */
  contentType?: string;
  /** Headers of each request to the application, such as a bearer token or an antiforgery token. The store never receives them. */
  headers?: () => HeadersInit | Promise<HeadersInit>;
  /** Whether requests to the application carry cookies. Default: `same-origin`. A store on another origin than the page never receives any. */
  credentials?: RequestCredentials;
  /** Who uploads, as the page knows them, such as a user ID: {@link pendingUploads} then lists only their own. */
  user?: string;
  /** What may be used. Default: all three; small files are sent in one request. */
  transports?: Transport[];
  /** How many parts are sent at once: a number for exactly so many, or limits within which the upload finds the best. Default: 2 to 8. */
  lanes?: number | { min?: number; max?: number };
  /**
   * Whether checksums are computed, in a worker, while parts are sent. The application compares them with what the store received, and
   * they tell the file from another one when an upload goes on after a reload. Default: true.
   */
  hash?: boolean;
  /** Whether an upload in parts can go on after a reload or a crash: call `upload` with the same file again. Default: true. */
  resume?: boolean;
  /** Whether a phone's screen stays on while files are sent. Default: true. */
  wakeLock?: boolean;
  /** Cancels the upload. */
  signal?: AbortSignal;
  /** Called whenever bytes were sent, at most ten times a second. */
  onProgress?: (progress: UploadProgress) => void;
}

export interface UploadProgress {
  /** Bytes that have left. Never falls: while some are sent again, it stands still. Begins anew only with a new slot. */
  sent: number;
  /** The size of the file. */
  total: number;
  /** From 0 to 1; 1 for an empty file that was sent. */
  fraction: number;
  /** Over the last seconds; null until it is known. */
  bytesPerSecond: number | null;
  /** Null until it is known. */
  secondsLeft: number | null;
  /** How many parts are being sent at once. */
  lanes: number;
  /** How many requests had to be repeated. */
  retries: number;
}

export interface UploadResult {
  /** The application's ID of the upload. */
  id: string;
  key: string;
  contentType: string;
  size: number;
  /** What else the application answered. */
  [property: string]: unknown;
}

export interface Guarantees {
  [guarantee: string]: "enforcedByStore" | "verifiedOnCompletion" | "notEnforced";
}

/** A failure with a stable code: the application's, or one of this library's own (see {@link Codes}). */
export class UploadError extends Error {
  constructor(code: string, message: string, details?: { status?: number; limit?: string | null; retryable?: boolean; cause?: unknown });
  readonly code: string;
  /** The status of the answer; 0 if there was none. */
  readonly status: number;
  /** The limit that was exceeded, if the application named one. */
  readonly limit: string | null;
  /** Whether the same file may succeed later: the connection, a server, or the sign-in failed, not the file. */
  readonly retryable: boolean;
}

/** The codes of this library's own failures and warnings. */
export const Codes: {
  readonly Network: "network-failed";
  readonly Stalled: "stalled";
  readonly AnswerInvalid: "answer-invalid";
  readonly ApplicationFailed: "application-failed";
  readonly StoreUnreachable: "store-unreachable";
  readonly StoreRefused: "store-refused";
  readonly StoreFailed: "store-failed";
  readonly FileChanged: "file-changed";
  readonly FileUnreadable: "file-unreadable";
  readonly NotTheSameFile: "not-the-same-file";
  readonly WorkerUnavailable: "worker-unavailable";
  readonly StorageUnavailable: "storage-unavailable";
  readonly HeadersFailed: "headers-failed";
  readonly ApplicationRefused: "application-refused";
  readonly AuthenticationRequired: "authentication-required";
  readonly AccessDenied: "access-denied";
};

/**
 * Something that does not end an upload: no worker (checksums are computed on the page's thread), no storage (no resumption after a reload), or a request
 * to the application that has failed twice, with the code of the failure, and is being repeated. Each code once.
 */
export class UploadWarning extends Event {
  readonly code: string;
  readonly message: string;
}

/** One upload. Dispatches `statechange`, `progress`, and `warning` ({@link UploadWarning}). */
export class Upload extends EventTarget {
  readonly file: Blob;
  readonly fileName: string;
  readonly state: UploadState;
  readonly progress: UploadProgress;
  /** Resolves when the application has accepted the file. Rejects with an {@link UploadError}, or with an `AbortError` if it was canceled. */
  readonly result: Promise<UploadResult>;
  /** Why the upload failed. */
  readonly error: UploadError | null;
  /** What the store and the application guarantee; null until the slot is open. */
  readonly guarantees: Guarantees | null;
  /** Whether this upload goes on where an earlier page stopped. */
  readonly resumed: boolean;
  /** Stops sending. Finished parts stay at the store. A file in one request begins again when it is resumed. */
  pause(): void;
  resume(): void;
  /** Stops, and deletes what was sent. A finished upload stays. */
  cancel(): void;
  /**
   * Goes on after a failure, where it was if that is possible; a canceled upload begins anew. `result` is a new promise. Does nothing in other states.
   */
  retry(): void;

  addEventListener<K extends keyof UploadEventMap>(
    type: K, listener: (this: Upload, event: UploadEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof UploadEventMap>(
    type: K, listener: (this: Upload, event: UploadEventMap[K]) => void, options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void;
}

export interface UploadEventMap {
  statechange: Event;
  progress: Event;
  warning: UploadWarning;
}

/** Uploads a file, and goes on with an earlier upload of the same file if there is one. */
export function upload(file: Blob, options: UploadOptions): Upload;

export interface UploadQueueOptions extends UploadOptions {
  /** How many files are uploaded at once. Default: 3. */
  atOnce?: number;
}

/** Many files, a few at once, in the order in which they were added. Dispatches `change` when an upload is added, removed, or changes its state. */
export class UploadQueue extends EventTarget {
  constructor(options: UploadQueueOptions);
  /** In the order in which they were added, in which they also begin. */
  readonly uploads: readonly Upload[];
  /** Adds files; the second argument overrides options of the queue. */
  add(files: Iterable<Blob> | Blob, options?: Partial<UploadOptions>): Upload[];
  /** Cancels an upload that is running, and forgets it. */
  remove(upload: Upload): void;
  /** Cancels and forgets all. */
  clear(): void;
  /** Pauses the uploads that are running, and begins no others. */
  pause(): void;
  /** Lets those that `pause` has paused go on, and begins others. An upload that was paused by itself stays so. */
  resume(): void;
}

/** An upload of an earlier page, which goes on when its file is chosen again. */
export interface PendingUpload {
  /** Tells uploads apart. */
  id: string;
  fileName: string;
  size: number;
  lastModified: number;
  policy: string;
  /** From 0 to 1, as far as this page knows. */
  fraction: number;
  /** When the upload must be completed. */
  endsAt: Date;
}

/**
 * The uploads of earlier pages that can go on, of this origin and endpoint. Those that a page is sending now are not among them. Empty if the browser
 * has no storage.
 */
export function pendingUploads(options?: Pick<UploadOptions, "endpoint" | "user">): Promise<PendingUpload[]>;

/**
 * Forgets what is saved of earlier uploads: all of them (call it when a user signs out), or the given one. What they have sent stays at the store
 * until it is swept.
 */
export function forgetUploads(pending?: PendingUpload): Promise<void>;
