// How many parts to send at once. More lanes fill a long link and hide the time between two parts; too many take the time of a part beyond what
// connections last, and lose more if one breaks. Nothing tells in advance, so the number is found by trying: it rises while more gets through.

/** Enough for short links, and few enough for machines whose processors are the limit. */
const FIRST = 4;
/** Once the first byte took longer to leave than this, the link is long: all connections that browsers open to one origin over HTTP/1.1. */
const LONG_LINK = 150;
const FIRST_OF_LONG = 6;
const FIRST_WINDOW = 400;
const WINDOW = 2_000;
const HOLD = 15_000;
/** Less than this is noise: a step that a link has room for gains more. */
const GAIN = 1.1;
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
  #direction = 1;
  #steep = true;
  #hasTurned = false;
  #holdUntil = 0;
  #troubleUntil = 0;

  /** How many to use now. */
  count;

  constructor({ min, max }, partSize, partCount) {
    this.#min = min;
    // Few parts that all begin at once all end at the end: a pause, or a reload, would lose everything.
    this.#max = Math.max(min, Math.min(max, Math.ceil(partCount / 2)));
    this.#partSize = partSize;
    this.count = Math.min(this.#max, Math.max(min, FIRST));
    this.#before = this.count;
  }

  /** How long it took, in milliseconds, until the first byte left: connecting, and asking whether it may be sent. */
  begin(delay) {
    if (delay > LONG_LINK && this.count === FIRST) this.#move(FIRST_OF_LONG);
    this.#before = this.count;
  }

  /** Bytes have left while all lanes were in use. */
  add(bytes, now = performance.now()) {
    if (this.#min === this.#max) return;
    if (this.#windowStart === null) {
      // These left before.
      this.#windowStart = now;
      return;
    }
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
    this.#rest(now);
    this.pause();
  }

  /** What was measured so far is not comparable: few parts are left, or the upload was paused. */
  pause() {
    this.#windowStart = null;
    this.#windowBytes = 0;
  }

  #judge(goodput, now) {
    const bearable = Math.max(this.#min, Math.floor(goodput * LONGEST_PART / this.#partSize));
    if (this.count > bearable) {
      this.#move(bearable);
      this.#best = goodput;
      this.#rest(now);
      return;
    }
    if (now < this.#holdUntil) {
      // The link itself has become slower or faster: compare with what it is now.
      if (goodput < this.#best * DROP || goodput > this.#best) this.#best = goodput;
      return;
    }
    const isFirst = this.#best === 0;
    const isBetter = goodput > this.#best * GAIN;
    if (isFirst || isBetter) this.#best = goodput;
    if (!isFirst && !isBetter && this.count !== this.#before) {
      // The step gained nothing: take it back, and try the other way next; at once, as long as nothing has been found.
      this.#move(this.#before);
      this.#direction = -this.#direction;
      if (this.#hasTurned) {
        this.#rest(now);
        return;
      }
      this.#hasTurned = true;
    }
    this.#step(bearable, now);
  }

  #step(bearable, now) {
    const next = this.count + this.#direction * (this.#steep ? 2 : 1);
    const count = this.count;
    this.#move(Math.min(bearable, next));
    if (this.count !== count) return;
    // There is nothing more this way.
    this.#direction = -this.#direction;
    this.#rest(now);
  }

  /** Stays for a while with what is best so far. */
  #rest(now) {
    this.#before = this.count;
    this.#steep = false;
    this.#hasTurned = true;
    this.#holdUntil = now + HOLD;
  }

  #move(count) {
    this.#before = this.count;
    this.count = Math.min(this.#max, Math.max(this.#min, count));
  }
}
