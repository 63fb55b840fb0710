// What is kept of one upload. Whatever the storage refuses, the upload itself goes on.
import * as database from "./database.js";

const SAVE_EVERY = 1_000;
const LOCK_PREFIX = "presignkit:";

/** Two uploads with the same ID are the same upload. Null: the file has no date to be recognized by. */
export function idOf(file, { endpoint, user, policy, fileName, contentType, context }) {
  return typeof file.lastModified === "number"
    ? JSON.stringify([endpoint, user ?? null, policy, fileName, contentType, file.size, file.lastModified, Object.entries(context ?? {}).sort()])
    : null;
}

/** The IDs that a page has claimed, this one included. */
export async function claimedIds() {
  const locks = await navigator.locks?.query().catch(() => null);
  return new Set(locks?.held.filter(({ name }) => name.startsWith(LOCK_PREFIX)).map(({ name }) => name.slice(LOCK_PREFIX.length)));
}

export class UploadRecord {
  #id;
  #describe;
  #onUnavailable;
  #release = null;
  #timer = null;
  #last = Promise.resolve();

  /** `describe()` returns what to save; null: nothing. `onUnavailable` is called if the browser has no storage. */
  constructor(id, describe, onUnavailable) {
    this.#id = id;
    this.#describe = describe;
    this.#onUnavailable = onUnavailable;
  }

  /**
   * Claims the record for this upload, so that no two, here or in another tab, send one file through one slot. Resolves with false if another one has
   * it. Where browsers have no locks (pages without TLS, sandboxed frames), nothing is claimed: two may share a slot, and both get its answer.
   */
  async claim() {
    this.#release ??= await lock(LOCK_PREFIX + this.#id);
    return this.#release !== null;
  }

  /** Gives the claim back, once everything is saved. */
  async release() {
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

  /** Saves the upload, whether or not there was anything before. */
  add() {
    return this.#save(database.save);
  }

  /** Saves what has changed, unless the upload was forgotten in the meantime. */
  update() {
    return this.#save(database.update);
  }

  updateSoon() {
    if (this.#release) this.#timer ??= setTimeout(() => this.update(), SAVE_EVERY);
  }

  forget() {
    this.#stopTimer();
    return this.#write(() => database.remove(this.#id));
  }

  #save(put) {
    this.#stopTimer();
    return this.#write(() => {
      const description = this.#describe();
      return description && put({ id: this.#id, ...description });
    });
  }

  /** One after another, so that what was forgotten is not saved again by a write that was on its way. */
  #write(act) {
    if (this.#release) this.#last = this.#last.then(act).catch(() => this.#giveUp());
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

/** Resolves with a function that releases the lock, or null if it is taken. */
function lock(name) {
  const none = () => {};
  return new Promise(resolve => {
    const request = navigator.locks?.request(name, { ifAvailable: true }, held => held
      ? new Promise(release => resolve(release))
      : resolve(null));
    if (request) request.catch(() => resolve(none));
    else resolve(none);
  });
}
