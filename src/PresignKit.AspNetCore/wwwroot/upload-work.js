// The work of one upload: open a slot or go on with a saved one, send the file, and have the application verify what has arrived. When it runs, pauses,
// and ends is the upload's business.
import { Codes, UploadError } from "./errors.js";
import { acquireHasher } from "./hashing/hasher.js";
import { UploadRecord, idOf } from "./saving/upload-record.js";
import { Slot, isOfOtherUser, isOver } from "./slot.js";
import { ATTEMPTS, FIRST_ATTEMPTS, checkReadable, failureOf, isBusy } from "./transfer/outcomes.js";
import { PartsTransfer } from "./transfer/parts-transfer.js";
import { SingleTransfer } from "./transfer/single-transfer.js";
import { backOff, online, race, sleep } from "./waits.js";

/** How often parts that did not arrive are sent again before the upload fails. */
const ROUNDS = 5;
const ALGORITHMS = ["crc64nvme", "md5"];

export class UploadWork {
  #file;
  #options;
  #backend;
  #progress;
  #host;
  #slot = null;
  #transfer = null;
  #record = null;
  #hasher = null;
  #isResumed = false;
  /** The signal of the run that it works for. */
  #run = null;

  /**
   * `host` is told where the work is: `enter(phase)`, `sendAgain()`, `showActive(count)`, `warn(code, message)`; `wait(act)` runs what does nothing but
   * wait.
   */
  constructor({ file, options, backend, progress, host }) {
    this.#file = file;
    this.#options = options;
    this.#backend = backend;
    this.#progress = progress;
    this.#host = host;
  }

  get guarantees() { return this.#slot?.data.guarantees ?? null; }

  get isResumed() { return this.#isResumed; }

  get hasSlot() { return this.#slot !== null; }

  /** Works until the end, or until a signal: `turn` is aborted by a pause, too, `run` only when nothing is to go on. */
  async attempt(turn, run) {
    this.#run = run;
    if (this.#slot && this.#record && !await this.#record.claim()) {
      // Another upload of the file has gone on with it meanwhile.
      this.forgetSlot();
    }
    if (!this.#slot) {
      this.#host.enter("opening");
      const earlier = await this.#goOn(turn, run);
      if (earlier) return earlier;
    }
    if (!this.#slot) await this.#open(turn, run);
    turn.throwIfAborted();
    return this.#slot.isMultipart ? this.#sendParts(turn, run) : this.#sendWhole(turn, run);
  }

  /** What may succeed later can also go on after a reload. */
  async keep() {
    await this.#record?.update();
  }

  /** Gives up the claim on what is saved, and forgets it if it is of no use. */
  async letGo(forget) {
    if (forget) await this.#record?.forget();
    await this.#record?.release();
  }

  /** Ends the slot of a canceled upload, and forgets what is saved of it; unless another upload of the file has gone on with it meanwhile. */
  async discard() {
    const isOurs = this.#slot && (!this.#record || await this.#record.claim());
    if (isOurs) this.#slot.abort();
    await this.letGo(isOurs);
    this.forgetSlot();
  }

  forgetSlot() {
    this.#slot = null;
    this.#transfer = null;
    this.#isResumed = false;
  }

  /** Ends what computes checksums. */
  rest() {
    this.#hasher?.release();
    this.#hasher = null;
  }

  /** Goes on with an earlier upload of this file, if there is one. Resolves with its answer if it has been completed. */
  async #goOn(turn, run) {
    const { resume, hash, transports } = this.#options;
    const id = idOf(this.#file, { ...this.#options, endpoint: this.#backend.endpoint });
    if (!resume || !hash || !id || !transports.includes("multipart")) return null;
    this.#record ??= new UploadRecord(id, () => this.#describe(), () => this.#host.warn(
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
        this.forgetSlot();
        await this.letGo(false);
        this.#record = null;
        return null;
      }
      if (!isOver(error)) {
        this.forgetSlot();
        throw error;
      }
      const earlier = error.code === "slot-ended" ? await this.#completed(slot, saved, turn).finally(() => this.forgetSlot()) : null;
      if (earlier) return earlier;
      // It can no longer go on, so the file is sent anew.
      this.forgetSlot();
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
    if (this.#file.size === 0) await checkReadable(this.#file);
    const { policy, context, contentType, transports, fileName } = this.#options;
    const request = { policy, fileName, contentType, size: this.#file.size, transports, context };
    let slot;
    try {
      slot = await this.#openSlot(request, turn, run);
    } catch (error) {
      // A policy that wants another checksum than this one ("SHA256" is not among its names) cannot be served.
      if (error.code !== "checksum-required" || (error.limit && !/sha-?256/i.test(error.limit))) throw error;
      // The policy wants to know the content before anything is sent.
      const checksumSha256 = await this.#hash("sha256", this.#file, turn);
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
      ? blob => this.#hash(algorithm ?? "crc64nvme", blob, this.#run)
      : null;
    const counts = act => value => {
      if (!this.#run.aborted && this.#slot === slot) act(value);
    };
    const watcher = {
      onBytes: counts(() => this.#progress.moveTo(this.#transfer?.sent ?? 0)),
      onActive: counts(count => this.#host.showActive(count)),
      onPart: counts(() => this.#record?.updateSoon()),
      onRetry: counts(() => { this.#progress.retries++; }),
      wait: act => this.#host.wait(act),
    };
    this.#transfer = slot.isMultipart
      ? new PartsTransfer({ file: this.#file, slot, lanes: this.#options.lanes, hash, watcher })
      : new SingleTransfer({ file: this.#file, hash, watcher });
  }

  async #sendParts(turn, run) {
    for (let round = 1; ; round++) {
      this.#host.enter("sending");
      await this.#transfer.send(turn);
      turn.throwIfAborted();
      this.#host.enter("completing");
      try {
        return await this.#complete(run);
      } catch (error) {
        if (!error.parts?.length || round === ROUNDS) throw error;
        this.#progress.retries++;
        this.#transfer.sendAgain(error.parts);
        this.#host.sendAgain();
      }
    }
  }

  async #sendWhole(turn, run) {
    for (let attempt = 1; ; attempt++) {
      this.#host.enter("sending");
      const answer = await this.#transfer.send(this.#slot, turn);
      if (answer.status === 0) {
        await checkReadable(this.#file);
        await this.#host.wait(() => online(turn));
      }
      turn.throwIfAborted();
      if (!isBusy(answer)) {
        // Whatever else the store answered, even nothing: the application looks at what has arrived.
        this.#host.enter("completing");
        try {
          return await this.#complete(run);
        } catch (error) {
          if (error.code !== "not-uploaded") throw error;
        }
        this.#host.sendAgain();
      }
      const failure = failureOf(answer);
      const isHopeless = failure.code === Codes.StoreUnreachable || failure.code === Codes.StoreRefused;
      if (attempt >= (isHopeless ? FIRST_ATTEMPTS : ATTEMPTS)) throw failure;
      this.#progress.retries++;
      await this.#host.wait(async () => {
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
    this.#hasher ??= acquireHasher(() => this.#host.warn(
      Codes.WorkerUnavailable, "The worker for checksums was not found or is blocked, so the page computes them itself: check worker-src in its content security policy, and its bundler."));
    return this.#hasher.digest(algorithm, blob, signal);
  }

  #describe() {
    return this.#slot?.isMultipart ? {
      endpoint: this.#backend.endpoint,
      user: this.#options.user ?? null,
      policy: this.#options.policy,
      fileName: this.#options.fileName,
      size: this.#file.size,
      lastModified: this.#file.lastModified,
      endsAt: Date.parse(this.#slot.data.endsAt),
      slot: this.#slot.data,
      checksums: this.#transfer.savedChecksums,
    } : null;
  }
}

/** What the application compares; null: nothing, or nothing that is known here. */
function algorithmOf({ data: { transferChecksum } }) {
  return ALGORITHMS.includes(transferChecksum) ? transferChecksum : null;
}
