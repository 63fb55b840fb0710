// How many parts to send at once. More lanes fill a long link and hide the time between two parts; too many take the time of a part beyond what
// connections last, and lose more if one breaks. Nothing tells in advance, so the number is found by trying: it rises while more gets through.

/** What browsers open to one origin over HTTP/1.1, which S3 speaks. */
const FIRST = 6;
const FIRST_WINDOW = 400;
const WINDOW = 2_000;
const HOLD = 15_000;
const GAIN = 1.05;
const DROP = 0.7;
/** A part should not take longer, or too much is lost when a connection breaks. */
const LONGEST_PART = 60;

export class Lanes {
  #min;
  #max;
  #partSize;
  #windowStart = null;
  #windowBytes = 0;
  #best = 0;
  #before;
  #steep = true;
  #holdUntil = 0;
  #troubleUntil = 0;

  /** How many to use now. */
  count;

  constructor({ min, max }, partSize) {
    this.#min = min;
    this.#max = max;
    this.#partSize = partSize;
    this.count = Math.min(max, Math.max(min, FIRST));
    this.#before = this.count;
  }

  /** Bytes have left while all lanes were in use. */
  add(bytes, now = performance.now()) {
    if (this.#min === this.#max) return;
    this.#windowStart ??= now;
    this.#windowBytes += bytes;
    const elapsed = now - this.#windowStart;
    if (elapsed < (this.#steep ? FIRST_WINDOW : WINDOW)) return;
    this.#judge(this.#windowBytes / elapsed * 1000, now);
    this.#windowStart = now;
    this.#windowBytes = 0;
  }

  /** A connection broke, or the store asked to slow down. */
  trouble(now = performance.now()) {
    if (now < this.#troubleUntil) return;
    this.#troubleUntil = now + 5_000;
    this.#move(Math.ceil(this.count / 2));
    this.#best = 0;
    this.#steep = false;
    this.#holdUntil = now + HOLD;
    this.rest();
  }

  /** What was measured so far is not comparable: few parts are left, or the upload was paused. */
  rest() {
    this.#windowStart = null;
    this.#windowBytes = 0;
  }

  #judge(goodput, now) {
    const bearable = Math.max(this.#min, Math.floor(goodput * LONGEST_PART / this.#partSize));
    if (this.count > bearable) {
      this.#move(bearable);
      this.#best = goodput;
      this.#steep = false;
      this.#holdUntil = now + HOLD;
      return;
    }
    if (now < this.#holdUntil) {
      // The link itself has become slower or faster: compare with what it is now.
      if (goodput < this.#best * DROP || goodput > this.#best) this.#best = goodput;
      return;
    }
    if (this.#best === 0 || goodput > this.#best * GAIN) {
      this.#best = goodput;
      this.#move(Math.min(bearable, this.count + (this.#steep ? 2 : 1)));
      if (this.count === this.#before) this.#holdUntil = now + HOLD;
      return;
    }
    // The last step gained nothing: take it back, unless it did no harm and is small.
    const previous = this.#before;
    this.#steep = false;
    this.#holdUntil = now + HOLD;
    if (goodput < this.#best) {
      this.#move(previous);
      if (goodput < this.#best * DROP) this.#best = goodput;
    }
  }

  #move(count) {
    this.#before = this.count;
    this.count = Math.min(this.#max, Math.max(this.#min, count));
  }
}
