/** The application is asked again after two thirds of the time for which a URL is valid; the whole is this many times as long. */
export const WHOLE = 1.5;
/** In the rest of its time, a URL is no longer sent: requests are under way for a while. */
const USABLE = 1.4;
/**
 * An application that wants to be asked again sooner than that, and then again, is asked after this time, then after twice as long, up to the other: seconds.
 */
const SHORT = 1;
const LONGEST_OF_SHORT = 30;

/**
 * How long a URL may be used. Two clocks measure it, and the faster one counts: the clock of the day can be set, and the other one may stand still
 * while the machine sleeps.
 */
export class Countdown {
  #day;
  #steady;

  /**
   * From the time until the application should be asked again, in seconds. `before` is what this one replaces. `age` is how long ago the answer was asked
   * for, in milliseconds.
   */
  constructor(seconds, before, age = 0) {
    // The clock may have been set back in between.
    age = Math.max(0, age);
    this.#day = Date.now() - age;
    this.#steady = performance.now() - age;
    this.isShort = !(seconds >= SHORT);
    this.seconds = this.isShort && before?.isShort ? Math.min(Math.max(SHORT, 2 * before.seconds), LONGEST_OF_SHORT) : seconds;
  }

  get isDue() { return this.left <= 0; }

  get isOver() { return this.usable <= 0; }

  /** The time until it is due, in milliseconds; negative afterwards. */
  get left() { return this.#left(1); }

  /** The time until it is over, in milliseconds; negative afterwards. */
  get usable() { return this.#left(USABLE); }

  #left(share) {
    return this.seconds * share * 1000 - Math.max(Date.now() - this.#day, performance.now() - this.#steady);
  }
}
