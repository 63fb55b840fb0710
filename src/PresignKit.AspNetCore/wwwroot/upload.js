// One upload: open a slot or go on with a saved one, send the file, and have the application verify what has arrived.
import { Backend } from "./backend.js";
import { Codes, UploadError, UploadWarning } from "./errors.js";
import { acquireHasher } from "./hashing/hasher.js";
import { Progress } from "./progress.js";
import { UploadRecord, idOf } from "./saving/upload-record.js";
import { Slot, isOver } from "./slot.js";
import { ATTEMPTS, FIRST_ATTEMPTS, checkReadable, failureOf, isBusy } from "./transfer/outcomes.js";
import { PartsTransfer } from "./transfer/parts-transfer.js";
import { SingleTransfer } from "./transfer/single-transfer.js";
import { stayAwake } from "./wake-lock.js";
import { backOff, online, sleep } from "./waits.js";

const DEFAULTS = {
  endpoint: "/files", credentials: "same-origin", transports: ["put", "post", "multipart"], hash: true, resume: true, wakeLock: true,
};
/** How often parts that did not arrive are sent again before the upload fails. */
const ROUNDS = 5;
/** What work stops with when the user pauses it. */
const PAUSED = Symbol("paused");

/** Starts an upload that waits in a queue. */
export let begin;

export class Upload extends EventTarget {
  #options;
  #schedule;
  #backend;
  #progress;
  #record = null;
  #slot = null;
  #transfer = null;
  #hasher = null;
  #outcome;
  #error = null;
  #isResumed = false;
  #warned = new Set();

  #state = "queued";
  /** The state unless something waits: opening, sending, or completing. */
  #phase = "opening";
  #active = 0;
  #waits = 0;
  #isRunning = false;
  /** Aborted with PAUSED or an AbortError; replaced when the upload goes on. */
  #turn = new AbortController();
  #whenResumed = null;

  static {
    begin = upload => upload.#begin();
  }

  constructor(file, options, schedule = begin) {
    super();
    if (!(file instanceof Blob)) throw new TypeError("The file must be a File or a Blob.");
    if (typeof options?.policy !== "string") throw new TypeError("Set 'policy' to the name of an upload policy.");
    const fileName = options.fileName ?? file.name;
    if (typeof fileName !== "string") throw new TypeError("The Blob has no name. Set 'fileName'.");
    this.file = file;
    this.fileName = fileName;
    this.#options = { ...DEFAULTS, contentType: file.type, ...options, fileName, lanes: lanesOf(options.lanes) };
    this.#schedule = schedule;
    this.#backend = new Backend(this.#options, act => this.#wait(act));
    this.#progress = new Progress(() => {
      this.#options.onProgress?.(this.progress);
      this.dispatchEvent(new Event("progress"));
    });
    this.#outcome = newOutcome();
    const { signal } = this.#options;
    if (signal?.aborted) queueMicrotask(() => this.cancel());
    else signal?.addEventListener("abort", () => this.cancel(), { once: true });
  }

  get state() { return this.#state; }

  get error() { return this.#error; }

  get result() { return this.#outcome.promise; }

  get guarantees() { return this.#slot?.data.guarantees ?? null; }

  get resumed() { return this.#isResumed; }

  get progress() {
    const { sent, retries } = this.#progress;
    const total = this.file.size;
    const bytesPerSecond = this.#state === "sending" ? this.#progress.bytesPerSecond : null;
    return {
      sent,
      total,
      fraction: total > 0 ? sent / total : Number(this.#state === "completing" || this.#state === "done"),
      bytesPerSecond,
      secondsLeft: bytesPerSecond ? (total - sent) / bytesPerSecond : null,
      lanes: this.#active,
      retries,
    };
  }

  pause() {
    if (!["queued", "opening", "sending", "waiting"].includes(this.#state) || this.#phase === "completing") return;
    this.#whenResumed = newOutcome();
    this.#turn.abort(PAUSED);
    this.#become("paused");
  }

  resume() {
    if (this.#state !== "paused") return;
    const { resolve } = this.#whenResumed;
    this.#whenResumed = null;
    this.#turn = new AbortController();
    if (this.#isRunning) {
      this.#show();
      resolve();
    } else {
      this.#become("queued");
      this.#schedule(this);
    }
  }

  cancel() {
    if (this.#state === "done" || this.#state === "canceled") return;
    const reason = new DOMException("The upload was canceled.", "AbortError");
    if (this.#turn.signal.aborted) this.#turn = new AbortController();
    this.#turn.abort(reason);
    this.#whenResumed?.resolve();
    this.#whenResumed = null;
    // While a slot is being opened there is none yet: #open ends it.
    this.#slot?.abort();
    this.#record?.forget();
    this.#letGo();
    this.#forgetSlot();
    this.#become("canceled");
    this.#outcome.reject(reason);
  }

  retry() {
    if (this.#state !== "failed" && this.#state !== "canceled") return;
    if (!this.#error?.retryable) this.#forgetSlot();
    this.#error = null;
    this.#turn = new AbortController();
    this.#outcome = newOutcome();
    this.#become("queued");
    this.#schedule(this);
  }

  async #begin() {
    if (this.#isRunning || this.#state !== "queued") return;
    this.#isRunning = true;
    this.#phase = "opening";
    const stopStayingAwake = this.#options.wakeLock ? stayAwake() : () => {};
    try {
      const result = await this.#run();
      if (this.#state === "canceled") return;
      await this.#record?.forget();
      this.#letGo();
      this.#progress.sent = this.file.size;
      this.#become("done");
      this.#outcome.resolve(result);
    } catch (error) {
      if (error?.name === "AbortError") return;
      this.#error = error instanceof UploadError
        ? error
        : new UploadError(Codes.AnswerInvalid, `The upload failed unexpectedly: ${error?.message ?? error}`, { cause: error });
      if (this.#error.retryable) {
        // It can also go on after a reload.
        await this.#record?.save();
      } else {
        // What is saved of another file is left to that file.
        if (this.#error.code !== Codes.NotTheSameFile) await this.#record?.forget();
        this.#letGo();
      }
      this.#become("failed");
      this.#outcome.reject(this.#error);
    } finally {
      this.#hasher?.release();
      this.#hasher = null;
      stopStayingAwake();
      this.#isRunning = false;
      // It was canceled and begun again in the meantime.
      if (this.#state === "queued") this.#schedule(this);
    }
  }

  /** Runs until the end, through any number of pauses. */
  async #run() {
    for (;;) {
      try {
        return await this.#attempt(this.#turn.signal);
      } catch (error) {
        if (error !== PAUSED) throw error;
        this.#progress.rest();
        await this.#whenResumed?.promise;
        this.#turn.signal.throwIfAborted();
      }
    }
  }

  async #attempt(signal) {
    if (!this.#slot) {
      this.#enter("opening");
      const earlier = await this.#goOn(signal);
      if (earlier) return earlier;
    }
    if (!this.#slot) await this.#open(signal);
    signal.throwIfAborted();
    return this.#slot.isMultipart ? this.#sendParts(signal) : this.#sendWhole(signal);
  }

  /** Goes on with an earlier upload of this file, if there is one. Resolves with its answer if it has been completed. */
  async #goOn(signal) {
    const { resume, hash, transports } = this.#options;
    const id = idOf(this.file, { ...this.#options, endpoint: this.#backend.endpoint });
    if (!resume || !hash || !id || !transports.includes("multipart")) return null;
    const record = this.#record ?? new UploadRecord(id, () => this.#describe(), () => this.#warn(
      Codes.StorageUnavailable, "The browser has no storage for this page, so this upload cannot go on after a reload."));
    this.#record = record;
    const saved = await record.claim() ? await record.load() : null;
    signal.throwIfAborted();
    if (!saved || saved.endsAt <= this.#backend.now()) return null;

    const slot = new Slot(this.#backend, saved.slot);
    this.#use(slot);
    try {
      await this.#transfer.goOn(await slot.uploaded(signal), saved.checksums, signal);
      this.#isResumed = true;
      this.#progress.moveTo(this.#transfer.sent);
      return null;
    } catch (error) {
      if (!isOver(error)) {
        this.#forgetSlot();
        throw error;
      }
      const earlier = error.code === "slot-ended" ? await this.#completed(slot, saved, signal).finally(() => this.#forgetSlot()) : null;
      if (earlier) return earlier;
      // It can no longer go on, so the file is sent anew.
      this.#forgetSlot();
      await record.forget();
      return null;
    }
  }

  /** The answer of a slot that another tab, or a sweep, has completed; null: there is none, or it is not certain that it was this file. */
  async #completed(slot, { checksums }, signal) {
    if (!checksums.every(Boolean)) return null;
    await this.#transfer.compareAll(checksums, signal);
    const { transferChecksum } = slot.data;
    const report = transferChecksum ? { algorithm: transferChecksum, parts: checksums } : undefined;
    return slot.complete(report, signal).catch(error => {
      if (isOver(error)) return null;
      throw error;
    });
  }

  async #open(signal) {
    if (this.file.size === 0) await checkReadable(this.file);
    const { policy, context, contentType, transports, fileName } = this.#options;
    const request = { policy, fileName, contentType, size: this.file.size, transports, context };
    let slot;
    try {
      slot = await Slot.open(this.#backend, request);
    } catch (error) {
      if (error.code !== "checksum-required") throw error;
      // The policy wants to know the content before anything is sent.
      slot = await Slot.open(this.#backend, { ...request, checksumSha256: await this.#hash("sha256", this.file) });
    }
    if (isCanceled(signal)) {
      slot.abort();
      throw signal.reason;
    }
    this.#use(slot);
    // Before anything is sent, so that a page that crashes can go on.
    await this.#record?.save();
  }

  #use(slot) {
    this.#slot = slot;
    slot.onRenewed = () => this.#record?.saveSoon();
    const { transferChecksum } = slot.data;
    // Checksums that nobody compares serve to recognize the file after a reload.
    const hash = this.#options.hash && (transferChecksum || slot.isMultipart)
      ? blob => this.#hash(transferChecksum ?? "crc64nvme", blob)
      : null;
    const watcher = {
      onBytes: () => this.#progress.moveTo(this.#transfer?.sent ?? 0),
      onActive: count => {
        this.#active = count;
        this.#show();
      },
      onPart: () => this.#record?.saveSoon(),
      onRetry: () => { this.#progress.retries++; },
      wait: act => this.#wait(act),
    };
    this.#transfer = slot.isMultipart
      ? new PartsTransfer({ file: this.file, slot, lanes: this.#options.lanes, hash, watcher })
      : new SingleTransfer({ file: this.file, hash, watcher });
  }

  async #sendParts(signal) {
    for (let round = 1; ; round++) {
      this.#enter("sending");
      await this.#transfer.send(signal);
      this.#enter("completing");
      try {
        return await this.#slot.complete(await this.#report(), signal);
      } catch (error) {
        if (!error.parts?.length || round === ROUNDS) throw error;
        this.#progress.retries++;
        this.#transfer.sendAgain(error.parts);
      }
    }
  }

  async #sendWhole(signal) {
    for (let attempt = 1; ; attempt++) {
      this.#enter("sending");
      const answer = await this.#transfer.send(this.#slot, signal);
      if (answer.status === 0) {
        await checkReadable(this.file);
        await this.#wait(() => online(signal));
      }
      if (!isBusy(answer)) {
        // Whatever else the store answered, even nothing: the application looks at what has arrived.
        this.#enter("completing");
        try {
          return await this.#slot.complete(await this.#report(), signal);
        } catch (error) {
          if (error.code !== "not-uploaded") throw error;
        }
        this.#enter("sending");
      }
      const failure = failureOf(answer);
      const isHopeless = failure.code === Codes.StoreUnreachable || failure.code === Codes.StoreRefused;
      if (attempt >= (isHopeless ? FIRST_ATTEMPTS : ATTEMPTS)) throw failure;
      this.#progress.retries++;
      await this.#wait(async () => {
        await sleep(backOff(attempt), signal);
        await online(signal);
      });
      if (answer.status === 403 || this.#slot.isExpired) {
        this.#slot.abort();
        await this.#open(signal);
        if (this.#slot.isMultipart) return this.#sendParts(signal);
      }
    }
  }

  /** What the application compares with what the store received. */
  async #report() {
    const { transferChecksum } = this.#slot.data;
    const parts = transferChecksum ? await this.#transfer.checksums() : null;
    return parts ? { algorithm: transferChecksum, parts } : undefined;
  }

  #hash(algorithm, blob) {
    this.#hasher ??= acquireHasher(() => this.#warn(
      Codes.WorkerUnavailable, "There is no worker for checksums, so the page computes them itself: its content security policy must allow worker-src."));
    return this.#hasher.digest(algorithm, blob);
  }

  #describe() {
    return this.#slot?.isMultipart ? {
      endpoint: this.#backend.endpoint,
      policy: this.#options.policy,
      fileName: this.fileName,
      size: this.file.size,
      lastModified: this.file.lastModified,
      endsAt: Date.parse(this.#slot.data.endsAt),
      slot: this.#slot.data,
      checksums: this.#transfer.savedChecksums,
    } : null;
  }

  /** Another tab may go on with what is saved, if anything. */
  #letGo() {
    this.#record?.release();
    this.#record = null;
  }

  #forgetSlot() {
    this.#slot = null;
    this.#transfer = null;
    this.#isResumed = false;
    this.#progress.restart();
  }

  /** While something waits and nothing is being sent, the state says so. */
  async #wait(act) {
    this.#waits++;
    this.#show();
    try {
      await act();
    } finally {
      this.#waits--;
      this.#show();
    }
  }

  #enter(phase) {
    this.#phase = phase;
    this.#show();
  }

  #show() {
    if (!this.#isRunning || this.#turn.signal.aborted) return;
    this.#become(this.#waits > 0 && this.#active === 0 ? "waiting" : this.#phase);
  }

  #become(state) {
    if (this.#state === state) return;
    this.#state = state;
    this.dispatchEvent(new Event("statechange"));
    this.#progress.tellNow();
  }

  #warn(code, message) {
    if (this.#warned.has(code)) return;
    this.#warned.add(code);
    this.dispatchEvent(new UploadWarning(code, message));
  }
}

function isCanceled({ reason }) {
  return reason?.name === "AbortError";
}

function newOutcome() {
  const outcome = {};
  outcome.promise = new Promise((resolve, reject) => Object.assign(outcome, { resolve, reject }));
  // Pages that listen to events need not handle the promise.
  outcome.promise.catch(() => {});
  return outcome;
}

function lanesOf(lanes) {
  const { min = 2, max = 8 } = typeof lanes === "number" ? { min: lanes, max: lanes } : lanes ?? {};
  if (!(min >= 1 && max >= min)) throw new TypeError("'lanes' must be a number from 1 on, or limits with min <= max.");
  return { min: Math.floor(min), max: Math.floor(max) };
}
