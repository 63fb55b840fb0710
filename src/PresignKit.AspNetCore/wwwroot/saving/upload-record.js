// What is kept of one upload. Whatever the storage refuses, the upload itself goes on.
import * as database from "./database.js";

const SAVE_EVERY = 1_000;
const LOCK_PREFIX = "presignkit:";

/** Two uploads with the same ID are the same upload. Null: the file has no date to be recognized by. */
export function idOf(file, { endpoint, policy, fileName, context }) {
  return typeof file.lastModified === "number"
    ? JSON.stringify([endpoint, policy, fileName, file.size, file.lastModified, Object.entries(context ?? {}).sort()])
    : null;
}

/** The IDs that a page has claimed, this one included. */
export async function claimedIds() {
  const locks = await navigator.locks?.query();
  return new Set(locks?.held.filter(({ name }) => name.startsWith(LOCK_PREFIX)).map(({ name }) => name.slice(LOCK_PREFIX.length)));
}

export class UploadRecord {
  #id;
  #describe;
  #onUnavailable;
  #release = null;
  #isOver = false;
  #timer = null;
  #last = Promise.resolve();

  /** `describe()` returns what to save; null: nothing. `onUnavailable` is called if the browser has no storage. */
  constructor(id, describe, onUnavailable) {
    this.#id = id;
    this.#describe = describe;
    this.#onUnavailable = onUnavailable;
  }

  /**
   * Claims the record for this page, so that two tabs do not send one file through one slot. Resolves with false if another tab has it. Where
   * browsers have no locks (pages without TLS), nothing is claimed: two tabs may share a slot, and both get its answer.
   */
  async claim() {
    this.#release ??= navigator.locks ? await lock(LOCK_PREFIX + this.#id) : () => {};
    if (this.#isOver) this.release();
    return this.#release !== null;
  }

  /** Gives the claim back, once everything is saved. */
  async release() {
    this.#isOver = true;
    await this.#last;
    this.#release?.();
    this.#release = null;
  }

  async load() {
    try {
      return await database.load(this.#id) ?? null;
    } catch {
      this.#giveUp();
      return null;
    }
  }

  saveSoon() {
    if (!this.#release) return;
    this.#timer ??= setTimeout(() => this.save(), SAVE_EVERY);
  }

  save() {
    this.#stopTimer();
    return this.#write(() => {
      const description = this.#describe();
      return description && database.save({ id: this.#id, ...description });
    });
  }

  forget() {
    this.#stopTimer();
    return this.#write(() => database.remove(this.#id));
  }

  /** One after another, so that what was forgotten is not saved again by a write that was on its way. */
  #write(act) {
    if (this.#release) {
      this.#last = this.#last.then(act).catch(() => this.#giveUp());
    }
    return this.#last;
  }

  #giveUp() {
    this.#describe = () => null;
    this.#onUnavailable();
  }

  #stopTimer() {
    clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/** Resolves with a function that releases the lock, or null if another tab has it. */
function lock(name) {
  return new Promise((resolve, reject) => {
    navigator.locks.request(name, { ifAvailable: true }, held => held
      ? new Promise(release => resolve(release))
      : resolve(null)).catch(reject);
  });
}
