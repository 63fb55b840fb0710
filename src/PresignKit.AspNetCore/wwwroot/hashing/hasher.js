// The page's side of the hash worker. All uploads share one worker; without any, checksums are computed on the page's thread, slice by slice.
import { Codes, UploadError, invalidAnswer, unreadable } from "../errors.js";
import { backOff, online, sleep } from "../waits.js";

const ATTEMPTS = 10;
const READY_WITHIN = 15_000;
/** A worker that says nothing for so long has ended, for example because the browser needed its memory. */
const ANSWER_WITHIN = 60_000;

let shared = null;
let users = 0;

/** Returns a hasher; `release` it. `onFallback` is called if there is no worker. */
export function acquireHasher(onFallback) {
  users++;
  shared ??= new HashThread();
  let held = true;
  return {
    /** The checksum in base64. Rejects with the signal's reason, or with an UploadError if the file cannot be read. */
    async digest(algorithm, blob, signal) {
      const compute = act => act().catch(error => {
        signal?.throwIfAborted();
        throw unreadable(error);
      });
      for (let attempt = 1; ; attempt++) {
        const thread = shared;
        const isReady = await thread.ready;
        signal?.throwIfAborted();
        const value = isReady ? await compute(() => thread.digest(algorithm, blob, signal)) : null;
        signal?.throwIfAborted();
        if (value !== null) return value;
        const digest = await loadDigest(attempt);
        if (digest) {
          onFallback();
          return compute(() => digest(algorithm, blob, () => signal?.throwIfAborted()));
        }
        // The connection to the page's own modules is lost, so neither was it the worker's fault.
        await sleep(backOff(attempt), signal);
        await online(signal);
        if (shared === thread) shared = new HashThread();
      }
    },
    release() {
      if (!held) return;
      held = false;
      if (--users === 0) {
        shared.end();
        shared = null;
      }
    },
  };
}

/** Only pages without a worker load it. Null: it cannot be loaded now. */
async function loadDigest(attempt) {
  try {
    return (await import("./digest.js")).digest;
  } catch (error) {
    if (attempt < ATTEMPTS) return null;
    throw await whyNot(error);
  }
}

/** A network that asks for a sign-in answers for modules, too. */
async function whyNot(cause) {
  const type = await fetch(import.meta.url, { method: "HEAD", cache: "no-store" }).then(({ headers }) => headers.get("Content-Type"), () => null);
  return type && !/script/i.test(type)
    ? invalidAnswer(200, cause)
    : new UploadError(Codes.Network, "The application cannot be reached, so a module of the page is missing.", { retryable: true, cause });
}

class HashThread {
  #worker = null;
  #waiting = new Map();
  #lastId = 0;
  #watch = null;

  /** Whether there is a worker. A content security policy, another origin, or a missing file may prevent it from starting. */
  ready;

  constructor() {
    this.ready = new Promise(resolve => {
      const fail = () => {
        resolve(false);
        this.#fail();
      };
      try {
        this.#worker = new Worker(new URL("./hash-worker.js", import.meta.url), { type: "module" });
      } catch {
        resolve(false);
        return;
      }
      const timer = setTimeout(fail, READY_WITHIN);
      this.#worker.onerror = event => {
        event.preventDefault();
        clearTimeout(timer);
        fail();
      };
      this.#worker.onmessage = ({ data: { ready, id, value, error } }) => {
        if (ready) {
          clearTimeout(timer);
          resolve(true);
        }
        const waiting = this.#waiting.get(id);
        this.#waiting.delete(id);
        if (error) waiting?.reject(error);
        else waiting?.resolve(value);
        this.#expectWord();
      };
    });
  }

  /** Null: the worker ended before it was done. */
  digest(algorithm, blob, signal) {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      const aborted = () => {
        this.#waiting.delete(id);
        this.#worker.postMessage({ cancel: id });
        reject(signal.reason);
      };
      const settled = settle => value => {
        signal?.removeEventListener("abort", aborted);
        settle(value);
      };
      signal?.addEventListener("abort", aborted, { once: true });
      this.#waiting.set(id, { resolve: settled(resolve), reject: settled(reject) });
      this.#worker.postMessage({ id, algorithm, blob });
      if (this.#waiting.size === 1) this.#expectWord();
    });
  }

  end() {
    clearTimeout(this.#watch);
    this.#worker?.terminate();
    for (const { resolve } of this.#waiting.values()) resolve(null);
    this.#waiting.clear();
  }

  #fail() {
    this.ready = Promise.resolve(false);
    this.end();
  }

  #expectWord() {
    clearTimeout(this.#watch);
    if (this.#waiting.size > 0) this.#watch = setTimeout(() => this.#fail(), ANSWER_WITHIN);
  }
}
