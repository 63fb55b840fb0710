// One upload as the page sees it: its options, its state, and what the page may do with it.
import { Backend } from "./backend.js";
import { Codes, UploadError, UploadWarning } from "./errors.js";
import { Progress } from "./progress.js";
import { isFinal } from "./slot.js";
import { UploadWork } from "./upload-work.js";
import { stayAwake } from "./wake-lock.js";

const DEFAULTS = {
  endpoint: undefined, credentials: "same-origin", transports: ["put", "post", "multipart"], hash: true, resume: true, wakeLock: true,
};
const MAXIMUM_LANES = 16;
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
  #progress;
  #work;
  #outcome = newOutcome();
  #error = null;
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
    this.#progress = new Progress(() => this.dispatchEvent(new Event("progress")));
    this.#work = new UploadWork({
      file,
      options: this.#options,
      backend: new Backend(this.#options, (act, error) => {
        if (error) this.#warn(error.code, error.message);
        return this.#wait(act);
      }),
      progress: this.#progress,
      host: {
        enter: phase => this.#enter(phase),
        sendAgain: () => this.#sendAgain(),
        showActive: count => {
          this.#active = count;
          this.#show();
        },
        wait: act => this.#wait(act),
        warn: (code, message) => this.#warn(code, message),
      },
    });
    const { onProgress, signal } = this.#options;
    // As a listener, so that an error in it is the page's alone.
    if (onProgress) this.addEventListener("progress", () => onProgress(this.progress));
    if (signal?.aborted) queueMicrotask(this.#onSignal);
    else signal?.addEventListener("abort", this.#onSignal, { once: true });
  }

  get state() { return this.#state; }

  get error() { return this.#error; }

  get result() { return this.#outcome.promise; }

  get guarantees() { return this.#work.guarantees; }

  get resumed() { return this.#work.isResumed; }

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
      this.#ended = this.#ended.then(() => this.#work.discard());
    }
    this.#end("canceled", () => this.#outcome.reject(reason));
  }

  retry() {
    if (this.#state !== "failed" && this.#state !== "canceled") return;
    // What a failed upload has sent is not sent again.
    if (this.#state === "canceled" || !this.#work.hasSlot) this.#progress.restart();
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
      const result = await this.#untilDone(run.signal);
      await this.#work.letGo(true);
      run.signal.throwIfAborted();
      this.#run = null;
      this.#progress.sent = this.file.size;
      this.#end("done", () => this.#outcome.resolve(result));
    } catch (error) {
      if (run.signal.aborted) {
        await this.#work.discard();
        return;
      }
      await this.#fail(error, run);
    } finally {
      // Checksums that nobody waits for anymore.
      run.abort(new DOMException("The upload has ended.", "AbortError"));
      this.#work.rest();
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
    if (!isUseless) await this.#work.keep();
    await this.#work.letGo(isUseless);
    if (run.signal.aborted) {
      await this.#work.discard();
      return;
    }
    // The slot of another file is left to that file.
    if (isUseless || failure.code === Codes.NotTheSameFile) this.#work.forgetSlot();
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

  /** Runs until the end, through any number of pauses. */
  async #untilDone(run) {
    for (;;) {
      const turn = this.#turn.signal;
      const sleepAgain = this.#options.wakeLock ? stayAwake() : () => {};
      try {
        turn.throwIfAborted();
        return await this.#work.attempt(turn, run);
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

  /** Completing was not paused; what follows it can be. */
  #sendAgain() {
    this.#enter("sending");
    if (this.#pauseNext) this.pause();
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

function lanesOf(lanes) {
  if (typeof lanes === "number") lanes = { min: lanes, max: lanes };
  const max = lanes?.max ?? Math.max(8, lanes?.min ?? 0);
  const min = lanes?.min ?? Math.min(2, max);
  if (!(min >= 1 && max >= min && max <= MAXIMUM_LANES)) {
    throw new TypeError(`'lanes' must be a number from 1 to ${MAXIMUM_LANES}, or such limits with min <= max.`);
  }
  return { min: Math.floor(min), max: Math.floor(max) };
}
