// The page's side of the hash worker. All uploads share one worker; without any, checksums are computed on the page's thread, slice by slice.
import { unreadable } from "../errors.js";
import { digest } from "./digest.js";

const READY_WITHIN = 15_000;

let shared = null;
let users = 0;

/** Returns a hasher; `release` it. `onFallback` is called if there is no worker. */
export function acquireHasher(onFallback) {
  users++;
  shared ??= new HashThread();
  const thread = shared;
  let held = true;
  return {
    /** The checksum in base64. Rejects with an UploadError if the file cannot be read. */
    async digest(algorithm, blob) {
      try {
        const value = await thread.ready ? await thread.digest(algorithm, blob) : null;
        if (value !== null) return value;
        if (!held) throw new DOMException("The checksum is no longer needed.", "AbortError");
        onFallback();
        return await digest(algorithm, blob);
      } catch (error) {
        throw error.name === "AbortError" ? error : unreadable(error);
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

class HashThread {
  #worker = null;
  #waiting = new Map();
  #lastId = 0;

  /** Whether there is a worker. A content security policy, another origin, or a missing file may prevent it from starting. */
  ready;

  constructor() {
    this.ready = new Promise(resolve => {
      const fail = () => {
        resolve(false);
        this.ready = false;
        this.end();
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
          return;
        }
        const waiting = this.#waiting.get(id);
        this.#waiting.delete(id);
        if (error) waiting.reject(error);
        else waiting.resolve(value);
      };
    });
  }

  /** Null: the worker ended before it was done. */
  digest(algorithm, blob) {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, algorithm, blob });
    });
  }

  end() {
    this.#worker?.terminate();
    for (const { resolve } of this.#waiting.values()) resolve(null);
    this.#waiting.clear();
  }
}
