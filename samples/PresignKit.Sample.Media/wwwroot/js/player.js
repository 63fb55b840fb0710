// A <video> whose signed URL is renewed without the viewer noticing.
import { h } from "./dom.js";

// The store answers an expired URL with an error that browsers hide: a seek then waits for ever. So renew in time.
const MARGIN_SHARE = 0.1;
const LONGEST_MARGIN = 60_000;
const LONGEST_TIMER = 2 ** 31 - 1;
const RENEWALS_APART = 5_000;

export class Player {
  #renew;
  #due = false;
  #renewing = false;
  #renewedAt = -Infinity;
  #timer = 0;
  #onFailure;

  /**
   * renew() resolves with { url, lifetime }, the lifetime in milliseconds from now; onFailure(bool) says whether the video can
   * be played at all.
   */
  constructor({ renew, onFailure, label }) {
    this.#renew = renew;
    this.#onFailure = onFailure;
    // crossorigin: a <track> from the store is only read by a player that asks in the way of CORS.
    this.element = h("video", {
      controls: true, playsinline: true, preload: "metadata", crossorigin: "anonymous", testid: "player", "aria-label": label,
    });
    // While data flows, the old URL is as good as a new one: a request that began in time may finish later. It is replaced when
    // the next request is near, or when nothing flows any more.
    for (const type of ["seeking", "waiting", "stalled", "pause"]) {
      this.element.addEventListener(type, () => { if (this.#due) this.#replace(); });
    }
    this.element.addEventListener("error", () => this.#failed());
    this.element.addEventListener("loadedmetadata", () => this.#onFailure(false));
  }

  play({ url, lifetime }) {
    this.#schedule(lifetime);
    this.element.src = url;
  }

  dispose() {
    clearTimeout(this.#timer);
    this.#renew = null;
    this.element.pause();
    this.element.removeAttribute("src");
    this.element.load();
  }

  /** Renews at once, whatever the state; for a person who asks to try again. */
  retry() {
    return this.#replace();
  }

  #schedule(lifetime) {
    clearTimeout(this.#timer);
    this.#due = false;
    const margin = Math.min(LONGEST_MARGIN, lifetime * MARGIN_SHARE);
    this.#timer = setTimeout(() => {
      this.#due = true;
      if (this.element.paused) this.#replace();
    }, Math.min(Math.max(0, lifetime - margin), LONGEST_TIMER));
  }

  #failed() {
    const { error } = this.element;
    const fresh = performance.now() - this.#renewedAt < RENEWALS_APART;
    // A format that this browser cannot decode stays so.
    if (fresh || !this.#renew || error?.code === MediaError.MEDIA_ERR_DECODE) {
      this.#onFailure(true);
      return;
    }
    this.#replace();
  }

  async #replace() {
    if (this.#renewing || !this.#renew) return;
    this.#renewing = true;
    try {
      const { url, lifetime } = await this.#renew();
      if (!this.#renew) return;
      this.#renewedAt = performance.now();
      this.#schedule(lifetime);
      this.#swap(url);
    } catch {
      // Still due: the next event tries again.
      if (this.element.error) this.#onFailure(true);
    } finally {
      this.#renewing = false;
    }
  }

  #swap(url) {
    const { element } = this;
    const { currentTime, paused, playbackRate } = element;
    element.addEventListener("loadedmetadata", () => {
      element.playbackRate = playbackRate;
      // Refused where the page has not been touched yet; then the person presses play.
      if (!paused) element.play().catch(() => {});
    }, { once: true });
    element.src = url;
    // Where the new source begins. Set now, not when it has loaded: a seek made meanwhile takes its place.
    element.currentTime = currentTime;
  }
}
