// Keeps a player playing when its signed URLs expire: fresh ones take their place before that, without a reload.
import { Application } from "./playing/application.js";
import { WHOLE } from "./playing/countdown.js";
import { keepDashJs } from "./playing/dash-js.js";
import { keepHlsJs } from "./playing/hls-js.js";
import { keepShaka } from "./playing/shaka.js";
import { keepVideo } from "./playing/video.js";
import { keepVideoJs } from "./playing/video-js.js";

export { PlaybackCodes, PlaybackError } from "./playing/errors.js";

/** How each player is told from the others. */
const PLAYERS = [
  [target => target instanceof HTMLMediaElement, keepVideo],
  [target => typeof target?.loadSource === "function", keepHlsJs],
  [target => typeof target?.getNetworkingEngine === "function", keepShaka],
  [target => typeof target?.addRequestInterceptor === "function", keepDashJs],
  [target => typeof target?.tech === "function", keepVideoJs],
];

/** The renewal of one player's URLs. */
export class KeptPlayback extends EventTarget {
  #adapter;
  #disposed = new AbortController();
  #goOn = null;
  #renewed = null;

  /** Why playback was stopped; null while it is not. */
  error = null;

  constructor(target, options) {
    super();
    const keep = PLAYERS.find(([is]) => is(target))?.[1];
    if (!keep) throw new TypeError("'target' must be a <video>, or a player of hls.js, Shaka Player, dash.js, or video.js.");
    this.#adapter = keep(target, {
      source: options.source,
      application: new Application(options),
      signal: this.#disposed.signal,
      renewed: refreshAfter => this.#onRenewed(refreshAfter),
      stop: error => this.#stop(error),
      going: () => this.#goOn?.promise,
    });
  }

  /** When the newest links expire, by this machine's clock; null until there are any. */
  get expiresAt() { return this.#renewed?.expiresAt ?? null; }

  async renew() {
    if (this.#disposed.signal.aborted) return;
    this.error = null;
    this.#goOn?.resolve();
    this.#goOn = null;
    await this.#adapter.renew();
  }

  dispose() {
    this.#disposed.abort();
    this.#goOn?.resolve();
    // What waited goes on, and nothing waits any more.
    this.#goOn = null;
  }

  #onRenewed(refreshAfter) {
    this.#renewed = { refreshAfter, expiresAt: new Date(Date.now() + refreshAfter * WHOLE * 1000) };
    this.dispatchEvent(Object.assign(new Event("renewed"), this.#renewed));
  }

  #stop(error) {
    if (this.error || this.#disposed.signal.aborted) return;
    this.error = error;
    // What asks for a URL from now on waits for a renewal.
    let resolve;
    this.#goOn = { promise: new Promise(done => { resolve = done; }), resolve };
    this.#adapter?.pause();
    this.dispatchEvent(Object.assign(new Event("stopped"), { error }));
  }
}

/** Renews the signed URLs of a player, until it is disposed of. Call it before the player loads its source. */
export function keepPlaying(target, options = {}) {
  return new KeptPlayback(target, options);
}
