// The upload of one file: open a slot, send the file to the store, and have the application verify what arrived.
import { api, ApiError } from "./api.js";
import { send } from "./transport.js";
import { Speed } from "./speed.js";

const COMPLETION_ATTEMPTS = 4;
// The store is busy with this key (409) or in general (503). The slot is still valid.
const STORE_BUSY = new Set([409, 503]);
const BUSY = new Set(["queued", "opening", "sending", "checking"]);

export class Upload extends EventTarget {
  #abort = new AbortController();
  #slot = null;
  #sendAgain = false;
  #speed = null;

  /** queued, opening, sending, checking, done, failed, or canceled */
  state = "queued";
  sent = 0;
  error = null;
  result = null;

  constructor(file, policy, context = {}) {
    super();
    this.file = file;
    this.policy = policy;
    this.context = context;
  }

  get busy() { return BUSY.has(this.state); }

  get guarantees() { return this.#slot?.guarantees ?? null; }

  get bytesPerSecond() { return this.#speed?.bytesPerSecond ?? null; }

  get secondsLeft() {
    const speed = this.bytesPerSecond;
    return speed ? (this.file.size - this.sent) / speed : null;
  }

  async run() {
    const { signal } = this.#abort;
    try {
      if (!this.#slot || this.#sendAgain) {
        await this.#send(signal);
      }
      this.#become("checking");
      this.result = await this.#complete(signal);
      this.#become("done");
    } catch (error) {
      if (error.name === "AbortError") {
        this.#become("canceled");
        return;
      }
      this.error = error instanceof ApiError ? error : new ApiError("unexpected", 0, String(error.message ?? error));
      this.#become("failed");
    }
  }

  cancel() {
    this.#abort.abort();
    // A queued upload is not running, so nothing else changes its state.
    if (this.state === "queued") this.#become("canceled");
  }

  /** Prepares a failed or canceled upload to run again. */
  reset() {
    // If only the answer is missing, the file may already be in the store: ask again instead of sending it twice.
    const keep = this.state === "failed" && this.#slot !== null && isTemporary(this.error);
    if (!keep) {
      this.#slot = null;
      this.#sendAgain = false;
    }
    if (!keep || this.#sendAgain) this.sent = 0;
    this.#abort = new AbortController();
    this.error = null;
    this.#become("queued");
  }

  async #send(signal) {
    if (!this.#slot || Date.parse(this.#slot.expiresAt) <= Date.now()) {
      this.#become("opening");
      this.#slot = await api.openSlot({
        policy: this.policy,
        fileName: this.file.name,
        contentType: this.file.type,
        size: this.file.size,
        context: this.context,
      }, signal);
    }
    const slot = this.#slot;
    this.#sendAgain = false;
    this.#speed = new Speed();
    this.#become("sending");

    // Whatever else the store answered, even nothing, the application verifies next what has arrived.
    const status = await send(slot, this.file, sent => {
      this.sent = sent;
      this.#speed.add(sent);
      this.dispatchEvent(new Event("change"));
    }, signal);
    if (STORE_BUSY.has(status)) {
      this.#sendAgain = true;
      throw new ApiError("store-busy", status, "The store is busy.");
    }
  }

  async #complete(signal) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await api.complete(this.#slot.token, signal);
      } catch (error) {
        if (attempt === COMPLETION_ATTEMPTS || !isTemporary(error)) throw error;
        await pause(500 * 2 ** attempt, signal);
      }
    }
  }

  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}

// Errors that are not caused by the file.
function isTemporary(error) {
  return error instanceof ApiError && (error.code === "network" || error.code === "store-busy" || error.status >= 500);
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, { once: true });
  });
}
