// One upload: open a slot or go on with a saved one, send the file, and have the application verify what has arrived.
import { Backend } from "./backend.js";
import { Codes, UploadError, UploadWarning } from "./errors.js";
import { acquireHasher } from "./hashing/hasher.js";
import { Progress } from "./progress.js";
import { UploadRecord, idOf } from "./saving/upload-record.js";
import { Slot, isFinal, isOfOtherUser, isOver } from "./slot.js";
import { ATTEMPTS, FIRST_ATTEMPTS, checkReadable, failureOf, isBusy } from "./transfer/outcomes.js";
import { PartsTransfer } from "./transfer/parts-transfer.js";
import { SingleTransfer } from "./transfer/single-transfer.js";
import { stayAwake } from "./wake-lock.js";
import { backOff, online, race, sleep } from "./waits.js";

const DEFAULTS = {
  endpoint: undefined, credentials: "same-origin", transports: ["put", "post", "multipart"], hash: true, resume: true, wakeLock: true,
};
/** How often parts that did not arrive are sent again before the upload fails. */
const ROUNDS = 5;
const MAXIMUM_LANES = 16;
const ALGORITHMS = ["crc64nvme", "md5"];
/** What work stops with when the user pauses it. */
const PAUSED = Symbol("paused");

/** Starts an upload that waits in a queue, or lets one go on that was paused. */
export let begin;

/**
 * The state is what the page sees. The work is done by runs, one at a time: each begins when the one before has wound down, and one that was canceled
 * changes nothing anymore but what it has to clean up.
 */
export class Upload extends EventTarget {
  #options;
  #schedule;
  #backend;
  #progress;
  #slot = null;
  #transfer = null;
  #record = null;
  #hasher = null;
  #outcome = newOutcome();
  #error = null;
  #isResumed = false;
  #warned = new Set();

  #state = "queued";
  /** The state unless something waits: opening, sending, or completing. */
  #phase = "opening";
  #active = 0;
  #waits = 0;

  /** The run that counts; aborted when the upload is canceled. Null: there is none. */
  #run = null;
  /** Work of the run until the next pause; aborted with PAUSED, or with the run. */
  #turn = null;
  /** Resolved when a paused run goes on. */
  #whenResumed = null;
  /** Completing is not paused; sending again after it is. */
  #pauseNext = false;
  /** When the last run has wound down. */
  #ended = Promise.resolve();
  #onSignal = () => this.cancel();

  static {
    begin = upload => upload.#begin();
  }

  constructor(file, options, schedule = begin) {
    super();
    if (!(file instanceof Blob)) throw new TypeError("The file must be a File or a Blob.");
    const given = Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== undefined));
    if (typeof given.policy !== "string") throw new TypeError("Set 'policy' to the name of an upload policy.");
    const fileName = given.fileName ?? file.name;
    if (typeof fileName !== "string") throw new TypeError("The Blob has no name. Set 'fileName'.");
    if (Object.values(given.context ?? {}).some(text => typeof text !== "string")) throw new TypeError("The values of 'context' must be strings.");
    this.file = file;
    this.fileName = fileName;
    this.#options = { ...DEFAULTS, contentType: file.type, ...given, fileName, lanes: lanesOf(given.lanes) };
    this.#schedule = schedule;
    this.#backend = new Backend(this.#options, (act, error) => {
      if (error) this.#warn(error.code, error.message);
      return this.#wait(act);
    });
    this.#progress = new Progress(() => this.dispatchEvent(new Event("progress")));
    const { onProgress, signal } = this.#options;
    // As a listener, so that an error in it is the page's alone.
    if (onProgress) this.addEventListener("progress", () => onProgress(this.progress));
    if (signal?.aborted) queueMicrotask(this.#onSignal);
    else signal?.addEventListener("abort", this.#onSignal, { once: true });
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
    if (!["queued", "opening", "sending", "waiting", "completing"].includes(this.#state)) return;
    if (this.#run && this.#phase === "completing") {
      this.#pauseNext = true;
      return;
    }
    if (this.#run && !this.#whenResumed) {
      this.#whenResumed = newOutcome();
      this.#turn.abort(PAUSED);
    }
    this.#become("paused");
  }

  resume() {
    this.#pauseNext = false;
    if (this.#state !== "paused") return;
    this.#become("queued");
    this.#schedule(this);
  }

  cancel() {
    if (this.#state === "done" || this.#state === "canceled") return;
    const reason = new DOMException("The upload was canceled.", "AbortError");
    const run = this.#run;
    this.#run = null;
    this.#active = 0;
    if (run) {
      // It cleans up when it winds down.
      run.abort(reason);
      this.#turn.abort(reason);
      this.#whenResumed?.resolve();
      this.#whenResumed = null;
    } else {
      this.#ended = this.#ended.then(() => this.#discard());
    }
    this.#end("canceled", () => this.#outcome.reject(reason));
  }

  retry() {
    if (this.#state !== "failed" && this.#state !== "canceled") return;
    // What a failed upload has sent is not sent again.
    if (this.#state === "canceled" || !this.#slot) this.#progress.restart();
    this.#error = null;
    this.#outcome = newOutcome();
    this.#options.signal?.addEventListener("abort", this.#onSignal, { once: true });
    this.#become("queued");
    this.#schedule(this);
  }

  async #begin() {
    if (this.#state !== "queued") return;
    if (this.#run) {
      this.#goOnAfterPause();
      return;
    }
    const run = this.#run = new AbortController();
    this.#turn = new AbortController();
    this.#whenResumed = null;
    this.#pauseNext = false;
    const before = this.#ended;
    const winding = newOutcome();
    this.#ended = winding.promise;
    this.#enter("opening");
    try {
      await before;
      const result = await this.#work(run.signal);
      await this.#letGo(true);
      run.signal.throwIfAborted();
      this.#run = null;
      this.#progress.sent = this.file.size;
      this.#end("done", () => this.#outcome.resolve(result));
    } catch (error) {
      if (run.signal.aborted) {
        await this.#discard();
        return;
      }
      await this.#fail(error, run);
    } finally {
      // Checksums that nobody waits for anymore.
      run.abort(new DOMException("The upload has ended.", "AbortError"));
      this.#hasher?.release();
      this.#hasher = null;
      winding.resolve();
    }
  }

  #goOnAfterPause() {
    const { resolve } = this.#whenResumed;
    this.#whenResumed = null;
    this.#turn = new AbortController();
    this.#show();
    resolve();
  }

  async #fail(error, run) {
    const failure = error instanceof UploadError
      ? error
      : new UploadError(Codes.AnswerInvalid, `The upload failed unexpectedly: ${error?.message ?? error}`, { cause: error });
    const isUseless = isFinal(failure);
    // What may succeed later can also go on after a reload.
    if (!isUseless) await this.#record?.update();
    await this.#letGo(isUseless);
    if (run.signal.aborted) {
      await this.#discard();
      return;
    }
    // The slot of another file is left to that file.
    if (isUseless || failure.code === Codes.NotTheSameFile) this.#forgetSlot();
    this.#run = null;
    this.#error = failure;
    this.#end("failed", () => this.#outcome.reject(failure));
  }

  /** The promise first: a listener may begin anew. */
  #end(state, settle) {
    this.#options.signal?.removeEventListener("abort", this.#onSignal);
    settle();
    this.#become(state);
  }

  /** Ends the slot of a canceled upload, and forgets what is saved of it; unless another upload of the file has gone on with it meanwhile. */
  async #discard() {
    const isOurs = this.#slot && (!this.#record || await this.#record.claim());
    if (isOurs) this.#slot.abort();
    await this.#letGo(isOurs);
    this.#forgetSlot();
  }

  /** Gives up the claim on what is saved, and forgets it if it is of no use. */
  async #letGo(forget) {
    if (forget) await this.#record?.forget();
    await this.#record?.release();
  }

  #forgetSlot() {
    this.#slot = null;
    this.#transfer = null;
    this.#isResumed = false;
  }

  /** Runs until the end, through any number of pauses. */
  async #work(run) {
    for (;;) {
      const turn = this.#turn.signal;
      const sleepAgain = this.#options.wakeLock ? stayAwake() : () => {};
      try {
        turn.throwIfAborted();
        return await this.#attempt(turn, run);
      } catch (error) {
        if (error !== PAUSED) throw error;
      } finally {
        sleepAgain();
      }
      this.#progress.rest();
      await this.#whenResumed?.promise;
      run.throwIfAborted();
    }
  }

  async #attempt(turn, run) {
    if (this.#slot && this.#record && !await this.#record.claim()) {
      // Another upload of the file has gone on with it meanwhile.
      this.#forgetSlot();
    }
    if (!this.#slot) {
      this.#enter("opening");
      const earlier = await this.#goOn(turn, run);
      if (earlier) return earlier;
    }
    if (!this.#slot) await this.#open(turn, run);
    turn.throwIfAborted();
    return this.#slot.isMultipart ? this.#sendParts(turn, run) : this.#sendWhole(turn, run);
  }

  /** Goes on with an earlier upload of this file, if there is one. Resolves with its answer if it has been completed. */
  async #goOn(turn, run) {
    const { resume, hash, transports } = this.#options;
    const id = idOf(this.file, { ...this.#options, endpoint: this.#backend.endpoint });
    if (!resume || !hash || !id || !transports.includes("multipart")) return null;
    this.#record ??= new UploadRecord(id, () => this.#describe(), () => this.#warn(
      Codes.StorageUnavailable, "The browser has no storage for this page, so this upload cannot go on after a reload."));
    if (!await this.#record.claim()) {
      // Another upload of the file has it. This one has a slot of its own, which nobody can go on with.
      this.#record = null;
      return null;
    }
    const saved = await this.#record.load();
    if (!saved) return null;

    // Whether its time is over is the application's word: this machine's clock may be wrong.
    const slot = new Slot(this.#backend, saved.slot);
    this.#use(slot);
    try {
      turn.throwIfAborted();
      await this.#transfer.goOn(await slot.uploaded(turn), saved.checksums, turn);
      this.#isResumed = true;
      this.#progress.moveTo(this.#transfer.sent);
      return null;
    } catch (error) {
      // A canceled one is ended, and its record forgotten.
      if (run.aborted) throw error;
      if (isOfOtherUser(error)) {
        // It is left to its user. This one has a slot of its own, which nobody can go on with.
        this.#forgetSlot();
        await this.#letGo(false);
        this.#record = null;
        return null;
      }
      if (!isOver(error)) {
        this.#forgetSlot();
        throw error;
      }
      const earlier = error.code === "slot-ended" ? await this.#completed(slot, saved, turn).finally(() => this.#forgetSlot()) : null;
      if (earlier) return earlier;
      // It can no longer go on, so the file is sent anew.
      this.#forgetSlot();
      await this.#record.forget();
      return null;
    }
  }

  /** The answer of a slot that another tab, or a sweep, has completed; null: there is none, or it is not certain that it was this file. */
  async #completed(slot, { checksums }, turn) {
    if (!checksums.every(Boolean)) return null;
    await this.#transfer.compareAll(checksums, turn);
    const algorithm = algorithmOf(slot);
    return slot.complete(algorithm ? { algorithm, parts: checksums } : undefined, turn).catch(error => {
      if (isOver(error)) return null;
      throw error;
    });
  }

  async #open(turn, run) {
    if (this.file.size === 0) await checkReadable(this.file);
    const { policy, context, contentType, transports, fileName } = this.#options;
    const request = { policy, fileName, contentType, size: this.file.size, transports, context };
    let slot;
    try {
      slot = await this.#openSlot(request, turn, run);
    } catch (error) {
      if (error.code !== "checksum-required") throw error;
      // The policy wants to know the content before anything is sent.
      const checksumSha256 = await this.#hash("sha256", this.file, turn);
      slot = await this.#openSlot({ ...request, checksumSha256 }, turn, run);
    }
    this.#use(slot);
    if (slot.isMultipart && !turn.aborted) this.#transfer.prepare(turn);
    // Before anything is sent, so that a page that crashes can go on.
    await this.#record?.add();
  }

  /** If the upload is canceled meanwhile, the slot is ended as soon as there is an answer. A pause waits for it. */
  async #openSlot(request, turn, run) {
    const opening = Slot.open(this.#backend, request, turn);
    try {
      return await race(opening, run);
    } catch (error) {
      if (run.aborted) opening.then(slot => slot.abort(), () => {});
      throw error;
    }
  }

  #use(slot) {
    this.#slot = slot;
    slot.onRenewed = () => this.#record?.updateSoon();
    const algorithm = algorithmOf(slot);
    // Checksums that nobody compares serve to recognize the file after a reload. A pause does not stop them.
    const hash = this.#options.hash && (algorithm || slot.isMultipart)
      ? blob => this.#hash(algorithm ?? "crc64nvme", blob, this.#run.signal)
      : null;
    const counts = act => value => {
      if (this.#run && this.#slot === slot) act(value);
    };
    const watcher = {
      onBytes: counts(() => this.#progress.moveTo(this.#transfer?.sent ?? 0)),
      onActive: counts(count => {
        this.#active = count;
        this.#show();
      }),
      onPart: counts(() => this.#record?.updateSoon()),
      onRetry: counts(() => { this.#progress.retries++; }),
      wait: act => this.#wait(act),
    };
    this.#transfer = slot.isMultipart
      ? new PartsTransfer({ file: this.file, slot, lanes: this.#options.lanes, hash, watcher })
      : new SingleTransfer({ file: this.file, hash, watcher });
  }

  async #sendParts(turn, run) {
    for (let round = 1; ; round++) {
      this.#enter("sending");
      await this.#transfer.send(turn);
      turn.throwIfAborted();
      this.#enter("completing");
      try {
        return await this.#complete(run);
      } catch (error) {
        if (!error.parts?.length || round === ROUNDS) throw error;
        this.#progress.retries++;
        this.#transfer.sendAgain(error.parts);
        this.#enter("sending");
        if (this.#pauseNext) this.pause();
      }
    }
  }

  async #sendWhole(turn, run) {
    for (let attempt = 1; ; attempt++) {
      this.#enter("sending");
      const answer = await this.#transfer.send(this.#slot, turn);
      if (answer.status === 0) {
        await checkReadable(this.file);
        await this.#wait(() => online(turn));
      }
      turn.throwIfAborted();
      if (!isBusy(answer)) {
        // Whatever else the store answered, even nothing: the application looks at what has arrived.
        this.#enter("completing");
        try {
          return await this.#complete(run);
        } catch (error) {
          if (error.code !== "not-uploaded") throw error;
        }
        this.#enter("sending");
        if (this.#pauseNext) this.pause();
      }
      const failure = failureOf(answer);
      const isHopeless = failure.code === Codes.StoreUnreachable || failure.code === Codes.StoreRefused;
      if (attempt >= (isHopeless ? FIRST_ATTEMPTS : ATTEMPTS)) throw failure;
      this.#progress.retries++;
      await this.#wait(async () => {
        await sleep(backOff(attempt), turn);
        await online(turn);
      });
      if (answer.status === 403 || this.#slot.isExpired) {
        this.#slot.abort();
        await this.#open(turn, run);
        turn.throwIfAborted();
        if (this.#slot.isMultipart) return this.#sendParts(turn, run);
      }
    }
  }

  /** Has the application compare what has arrived. Nothing pauses that. */
  async #complete(run) {
    const algorithm = algorithmOf(this.#slot);
    const parts = algorithm ? await race(this.#transfer.checksums(), run) : null;
    return this.#slot.complete(parts ? { algorithm, parts } : undefined, run);
  }

  #hash(algorithm, blob, signal) {
    this.#hasher ??= acquireHasher(() => this.#warn(
      Codes.WorkerUnavailable, "The worker for checksums was not found or is blocked, so the page computes them itself: check worker-src in its content security policy, and its bundler."));
    return this.#hasher.digest(algorithm, blob, signal);
  }

  #describe() {
    return this.#slot?.isMultipart ? {
      endpoint: this.#backend.endpoint,
      user: this.#options.user ?? null,
      policy: this.#options.policy,
      fileName: this.fileName,
      size: this.file.size,
      lastModified: this.file.lastModified,
      endsAt: Date.parse(this.#slot.data.endsAt),
      slot: this.#slot.data,
      checksums: this.#transfer.savedChecksums,
    } : null;
  }

  /** While something waits and nothing is being sent, the state says so. */
  async #wait(act) {
    const run = this.#run;
    this.#waits++;
    this.#show(run);
    try {
      await act();
    } finally {
      this.#waits--;
      this.#show(run);
    }
  }

  #enter(phase) {
    this.#phase = phase;
    this.#show();
  }

  #show(run = this.#run) {
    if (!run || run !== this.#run || this.#turn.signal.aborted) return;
    this.#become(this.#waits > 0 && this.#active === 0 ? "waiting" : this.#phase);
  }

  #become(state) {
    if (this.#state === state) return;
    this.#state = state;
    this.#progress.beat(state === "sending");
    this.dispatchEvent(new Event("statechange"));
    this.#progress.tellNow();
  }

  #warn(code, message) {
    if (this.#warned.has(code)) return;
    this.#warned.add(code);
    this.dispatchEvent(new UploadWarning(code, message));
  }
}

function newOutcome() {
  const outcome = {};
  outcome.promise = new Promise((resolve, reject) => Object.assign(outcome, { resolve, reject }));
  // Pages that listen to events need not handle the promise.
  outcome.promise.catch(() => {});
  return outcome;
}

/** What the application compares; null: nothing, or nothing that is known here. */
function algorithmOf({ data: { transferChecksum } }) {
  return ALGORITHMS.includes(transferChecksum) ? transferChecksum : null;
}

function lanesOf(lanes) {
  if (typeof lanes === "number") lanes = { min: lanes, max: lanes };
  const max = lanes?.max ?? Math.max(8, lanes?.min ?? 0);
  const min = lanes?.min ?? Math.min(2, max);
  if (!(min >= 1 && max >= min && max <= MAXIMUM_LANES)) {
    throw new TypeError(`'lanes' must be a number from 1 to ${MAXIMUM_LANES}, or such limits with min <= max.`);
  }
  return { min: Math.floor(min), max: Math.floor(max) };
}
