// A slot: the permission to upload one file. It wraps the application's routes, and keeps the token valid.
import { OTHER_USER } from "./backend.js";
import { UploadError } from "./errors.js";

const COMPLETE_WITHIN = 600_000;
/** Of S3. */
const MAXIMUM_PARTS = 10_000;
/** Codes after which the slot is of no use, and a new one is. */
const OVER = new Set(["slot-ended", "upload-time-over", "token-invalid", "token-expired", "slot-not-multipart"]);

export class Slot {
  #backend;

  constructor(backend, data) {
    this.#backend = backend;
    this.data = data;
  }

  /** Opens a slot. A request is not canceled halfway: nobody could end a slot whose answer was lost. */
  static async open(backend, request, signal) {
    return new Slot(backend, await backend.call("slots", request, { signal, whole: true, isValid: slot => isSlot(slot, request) }));
  }

  get isMultipart() { return this.data.transport === "multipart"; }

  get token() { return this.data.token; }

  /** Whether the signed request of a slot in one piece is too old. */
  get isExpired() { return Date.parse(this.data.expiresAt) <= this.#backend.now(); }

  /** Signs parts: `{ parts, expiresAt }`, the latter by this machine's clock. */
  async sign(numbers, signal) {
    const { parts, expiresAt } = await this.#renewing(() => this.#backend.call("slots/parts", { token: this.token, numbers }, { signal, isValid: hasParts }), signal);
    return { parts, expiresAt: Date.parse(expiresAt) - this.#backend.clockOffset };
  }

  /** The parts that the store has received. */
  async uploaded(signal) {
    const { parts } = await this.#renewing(() => this.#backend.call("slots/uploaded", { token: this.token }, { signal, isValid: hasParts }), signal);
    return parts;
  }

  complete(transferChecksums, signal) {
    return this.#renewing(
      () => this.#backend.call("slots/complete", { token: this.token, transferChecksums }, { signal, isValid: isUpload, within: COMPLETE_WITHIN }), signal);
  }

  /** Deletes what was sent. A failure is nothing that a user could mend: what is left is swept. */
  async abort() {
    await this.#backend.call("slots/abort", { token: this.token }, { attempts: 3, keepAlive: true }).catch(() => {});
  }

  /** Called with the new data whenever the token was renewed. */
  onRenewed = () => {};

  async #renewing(act, signal) {
    try {
      return await act();
    } catch (error) {
      if (error.code !== "token-expired" || !this.isMultipart) throw error;
      const renewed = await this.#backend.call("slots/renew", { token: this.token }, { signal, isValid: isToken });
      this.data = { ...this.data, ...renewed };
      this.onRenewed();
      return act();
    }
  }
}

/** A slot for this file, sent in a way that was asked for. */
function isSlot(slot, { size, transports }) {
  const { transport, request, multipart } = slot;
  return isToken(slot) && transports.includes(transport) && (transport === "multipart"
    ? multipart?.partSize > 0 && multipart.partCount === Math.max(1, Math.ceil(size / multipart.partSize)) && multipart.partCount <= MAXIMUM_PARTS
    : typeof request?.url === "string" && typeof request.method === "string");
}

function isToken({ token }) {
  return typeof token === "string";
}

function hasParts({ parts }) {
  return Array.isArray(parts);
}

function isUpload({ id }) {
  return typeof id === "string";
}

/** Whether another user has signed in since the slot was opened. */
export function isOfOtherUser(error) {
  return error instanceof UploadError && error.code === OTHER_USER;
}

/** Whether a failure means that the slot cannot go on, but a new one may. */
export function isOver(error) {
  return error instanceof UploadError && OVER.has(error.code);
}

/**
 * Whether a failure says that neither the slot nor the file can succeed later, so that nothing need be kept. A user who must sign in, or a file on a
 * drive that is away for a moment, can go on.
 */
export function isFinal(error) {
  const { code, status, retryable } = error;
  return isOver(error) || (status >= 400 && status < 500 && status !== 403 && !retryable && code !== "answer-invalid");
}
