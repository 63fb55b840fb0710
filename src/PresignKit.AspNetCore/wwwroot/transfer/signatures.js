// The signed requests of parts. Many are signed at once, ahead of their use; each is used once, so that a retry has a fresh one.
import { invalidAnswer } from "../errors.js";

const AT_ONCE = 100;

export class Signatures {
  #slot;
  #upcoming;
  #known = new Map();
  #running = null;

  /** `upcoming(count, isKnown)` lists the parts that will be sent next. */
  constructor(slot, upcoming) {
    this.#slot = slot;
    this.#upcoming = upcoming;
  }

  /** The request of a part, to be sent now. */
  async take(number, signal) {
    for (let isFresh = false, hasAsked = false; ; isFresh = true) {
      const known = this.#known.get(number);
      this.#known.delete(number);
      if (known && (isFresh || Date.now() < known.useBefore)) return known.request;
      if (hasAsked) throw invalidAnswer(200);
      hasAsked = !this.#running;
      await this.#start(number, signal);
    }
  }

  /** Begins to sign a part, and those after it, before they are taken. */
  ahead(number, signal) {
    this.#start(number, signal).catch(() => {});
  }

  #start(number, signal) {
    return this.#running ??= this.#sign(number, signal).finally(() => { this.#running = null; });
  }

  async #sign(number, signal) {
    const now = Date.now();
    const upcoming = this.#upcoming(AT_ONCE - 1, n => n === number || this.#known.get(n)?.useBefore > now);
    const numbers = [number, ...upcoming];
    const { parts, expiresAt } = await this.#slot.sign(numbers, signal);
    // A request must arrive before its signature expires, and clocks differ.
    const useBefore = expiresAt - Math.min(10_000, (expiresAt - now) / 4);
    for (const request of parts) this.#known.set(request.number, { request, useBefore });
  }
}
