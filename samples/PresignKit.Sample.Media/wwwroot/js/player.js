// A <video> whose signed URL is renewed without the viewer noticing.
import { h } from "./dom.js";

// For an expired URL, the store returns an error that browsers hide, and a seek then waits forever. So renew in time.
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
   * renew() resolves with { url, lifetime }, the lifetime in milliseconds from now; onFailure(failed) is called when the video
   * cannot be played, and when it can be played again.
   */
  constructor({ renew, onFailure, label }) {
    this.#renew = renew;
    this.#onFailure = onFailure;
    // crossorigin: a <track> from the store can only be read if the player makes CORS requests.
    this.element = h("video", {
      controls: true, playsinline: true, preload: "metadata", crossorigin: "anonymous", testid: "player", "aria-label": label,
    });
    // While data is arriving, the old URL still works: a request that began in time may finish after the URL expires. The URL is
    // replaced when another request is about to be sent, or when no more data arrives.
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

  /** Renews at once, for a "Try again" button. */
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
    // A new URL does not help if the browser cannot decode the format.
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
      // The browser refuses if the user has not interacted with the page yet; then the user presses play.
      if (!paused) element.play().catch(() => {});
    }, { once: true });
    element.src = url;
    // The start position of the new source. Set now, not after loading, so that a seek in the meantime takes precedence.
    element.currentTime = currentTime;
  }
}
