// Sends a file in parts, several at once. It can be stopped and started again: what has arrived is not sent twice.
import { Codes, UploadError } from "../errors.js";
import { backOff, online, sleep } from "../waits.js";
import { Lanes } from "./lanes.js";
import { ATTEMPTS, FIRST_ATTEMPTS, checkReadable, failureOf, isSuccess } from "./outcomes.js";
import { Signatures } from "./signatures.js";
import { send } from "./store-request.js";

/** How many finished parts are compared before anything is sent. */
const SAMPLES = 3;
/** The store no longer knows the upload: the application knows how it ended. */
const GONE = 404;

export class PartsTransfer {
  #file;
  #plan;
  #hash;
  #watcher;
  #signatures;
  #waiting;
  #done = new Set();
  #unverified = [];
  /** Those of an earlier page. */
  #known = new Set();
  #checksums;
  #hashing = new Map();
  #inFlight = new Map();
  #doneBytes = 0;
  #successes = 0;
  /** When the first part was handed to the browser. */
  #begun = null;
  #hasByteLeft = false;
  #fill = () => {};

  /**
   * `hash(blob)` computes a part's checksum; null: none are computed. `watcher` has `onBytes()`, `onActive(count)`, `onRetry()`, `onPart()`, and
   * `wait(act)`.
   */
  constructor({ file, slot, lanes, hash, watcher }) {
    this.#file = file;
    this.#plan = slot.data.multipart;
    this.#hash = hash;
    this.#watcher = watcher;
    this.lanes = new Lanes(lanes, this.#plan.partSize, this.#plan.partCount);
    this.#checksums = new Array(this.#plan.partCount).fill(null);
    this.#waiting = Array.from({ length: this.#plan.partCount }, (_, i) => i + 1);
    this.#signatures = new Signatures(slot, (count, isKnown) => {
      const numbers = [];
      for (const number of this.#waiting) {
        if (numbers.length === count) break;
        if (!isKnown(number)) numbers.push(number);
      }
      return numbers;
    });
  }

  /** Bytes that have left, without those to be sent again. */
  get sent() {
    let sent = this.#doneBytes;
    for (const bytes of this.#inFlight.values()) sent += bytes;
    return sent;
  }

  /**
   * The checksum of each part, as far as the part is done. Until all parts of an earlier page have been compared, only those: if the file turns out to be
   * another one, the right one must still find nothing but its own parts.
   */
  get savedChecksums() {
    const isCertain = this.#unverified.length === 0;
    return this.#checksums.map((checksum, i) => this.#done.has(i + 1) && (isCertain || this.#known.has(i + 1)) ? checksum : null);
  }

  /**
   * Goes on with an earlier upload: skips the parts that the store has received in their exact size, and whose checksums are known. Compares a few of
   * them with the file at once, the others while the rest is being sent.
   */
  async goOn(received, checksums, signal) {
    const known = received
      .filter(({ number, size }) => number >= 1 && number <= this.#plan.partCount && size === this.#sizeOf(number) && checksums[number - 1])
      .map(({ number }) => number);
    for (const number of known) this.#checksums[number - 1] = checksums[number - 1];
    this.#known = new Set(known);
    this.#unverified = shuffle([...this.#known]);
    for (const number of this.#known) this.#finish(number);
    this.#waiting = this.#waiting.filter(number => !this.#done.has(number));
    await Promise.all(this.#unverified.slice(-SAMPLES).map(number => this.#compare(number)));
    this.#unverified.splice(-SAMPLES);
    signal.throwIfAborted();
  }

  /** Whether the file is the one that was sent, of which all checksums are known. */
  async compareAll(checksums, signal) {
    this.#checksums = checksums;
    this.#unverified = shuffle(checksums.map((_, i) => i + 1));
    await this.#compareRest({ signal });
  }

  /** Begins to sign what will be sent first. If that fails, sending reports it. */
  prepare(signal) {
    this.#signatures.ahead(this.#waiting[0], signal);
  }

  /** Sends again what the application says did not arrive, or arrived damaged. */
  sendAgain(numbers) {
    for (const number of numbers) {
      if (!this.#done.delete(number)) continue;
      this.#doneBytes -= this.#sizeOf(number);
      this.#waiting.push(number);
    }
    this.#waiting.sort((a, b) => a - b);
  }

  /** Sends all parts that are not done. Rejects with the signal's reason, or an UploadError. */
  async send(signal) {
    const ended = new AbortController();
    const stop = () => ended.abort(signal.reason);
    if (signal.aborted) throw signal.reason;
    signal.addEventListener("abort", stop, { once: true });
    try {
      await Promise.all([this.#sendParts(ended), this.#compareRest(ended)]);
    } catch (error) {
      ended.abort(error);
      throw signal.aborted ? signal.reason : error;
    } finally {
      signal.removeEventListener("abort", stop);
      this.lanes.pause();
    }
  }

  /** The checksums of all parts, in order; null if none are computed. */
  async checksums() {
    if (!this.#hash) return null;
    await Promise.all(this.#checksums.map((checksum, i) => checksum ?? this.#startHash(i + 1)));
    return this.#checksums;
  }

  #sendParts(ended) {
    return new Promise((resolve, reject) => {
      let active = 0;
      let gone = false;
      const fail = error => {
        ended.abort(error);
        reject(error);
      };
      const fill = () => {
        while (!gone && !ended.signal.aborted && active < this.lanes.count && this.#waiting.length > 0) {
          const number = this.#waiting.shift();
          active++;
          this.#sendPart(number, ended).then(isThere => {
            gone ||= !isThere;
            active--;
            fill();
          }, error => {
            this.#sendLater(number);
            fail(error);
          });
        }
        if (active === 0) resolve();
      };
      ended.signal.addEventListener("abort", () => reject(ended.signal.reason), { once: true });
      this.#fill = fill;
      fill();
    });
  }

  #sendLater(number) {
    this.#waiting.push(number);
    this.#waiting.sort((a, b) => a - b);
  }

  /** Resolves with false if the store no longer knows the upload. */
  async #sendPart(number, ended) {
    const { signal } = ended;
    let successes = this.#successes;
    for (let attempt = 1; ; attempt++) {
      const request = await this.#signatures.take(number, signal);
      const body = this.#slice(number);
      this.#progress(number, 0);
      this.#begun ??= performance.now();
      const sending = send(request, body, { signal, onProgress: loaded => this.#progress(number, Math.min(loaded, body.size)) })
        .finally(() => {
          this.#inFlight.delete(number);
          this.#watcher.onActive(this.#inFlight.size);
        });
      // Only now, because the first byte need not wait for a worker to start.
      this.#startHash(number)?.catch(error => ended.abort(error));
      const answer = await sending;
      if (isSuccess(answer)) {
        this.#successes++;
        this.#finish(number);
        this.#watcher.onBytes();
        this.#watcher.onPart();
        return true;
      }
      if (answer.status === GONE) {
        this.#sendLater(number);
        return false;
      }
      if (answer.status === 0) await checkReadable(body);
      if (answer.status !== 403) this.lanes.trouble();
      if (this.#successes > successes) {
        successes = this.#successes;
        attempt = 1;
      }
      const isHopeless = this.#successes === 0 && answer.status === 0 && !answer.lostHalfway;
      if (attempt >= (isHopeless ? FIRST_ATTEMPTS : ATTEMPTS) || (attempt >= FIRST_ATTEMPTS && isRefusal(answer))) throw failureOf(answer);
      this.#watcher.onRetry();
      await this.#watcher.wait(async () => {
        await sleep(backOff(attempt), signal);
        await online(signal);
      });
    }
  }

  #progress(number, loaded) {
    const before = this.#inFlight.get(number) ?? 0;
    this.#inFlight.set(number, loaded);
    this.#watcher.onActive(this.#inFlight.size);
    if (loaded > before) {
      if (!this.#hasByteLeft) this.lanes.begin(performance.now() - this.#begun);
      this.#hasByteLeft = true;
      // The end of an upload, when lanes run empty, says nothing about the link.
      if (this.#waiting.length > 0) {
        this.lanes.add(loaded - before);
        this.#fill();
      }
      this.#watcher.onBytes();
    }
  }

  #finish(number) {
    if (this.#done.has(number)) return;
    this.#done.add(number);
    this.#doneBytes += this.#sizeOf(number);
  }

  /** Null if no checksums are computed. */
  #startHash(number) {
    if (!this.#hash || this.#checksums[number - 1]) return null;
    let hashing = this.#hashing.get(number);
    if (!hashing) {
      hashing = this.#hash(this.#slice(number)).then(checksum => {
        this.#checksums[number - 1] = checksum;
        if (this.#done.has(number)) this.#watcher.onPart();
      }).finally(() => this.#hashing.delete(number));
      this.#hashing.set(number, hashing);
    }
    return hashing;
  }

  async #compareRest({ signal }) {
    while (this.#unverified.length > 0) {
      signal.throwIfAborted();
      await this.#compare(this.#unverified.at(-1));
      this.#unverified.pop();
    }
  }

  async #compare(number) {
    if (await this.#hash(this.#slice(number)) === this.#checksums[number - 1]) return;
    throw new UploadError(
      Codes.NotTheSameFile,
      "The file has the name, size, and date of one whose upload was interrupted, but other content. Choose the other one, or forget the earlier upload.");
  }

  #sizeOf(number) {
    const { partSize } = this.#plan;
    return Math.min(partSize, this.#file.size - (number - 1) * partSize);
  }

  #slice(number) {
    const { partSize } = this.#plan;
    return this.#file.slice((number - 1) * partSize, number * partSize);
  }
}

function isRefusal({ status }) {
  return status >= 400 && status < 500 && status !== 408 && status !== 409 && status !== 429;
}

/** In random order, because an order that is known could be prepared for. */
function shuffle(numbers) {
  for (let i = numbers.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [numbers[i], numbers[j]] = [numbers[j], numbers[i]];
  }
  return numbers;
}
