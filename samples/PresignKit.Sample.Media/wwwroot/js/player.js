// A <video> that plays a file or a stream, with URLs that are renewed before they expire.
import { keepPlaying } from "/_content/PresignKit.AspNetCore/keep-playing.js";
import { h } from "./dom.js";

const HLS = "application/vnd.apple.mpegurl";

export class Player {
  #onFailure;
  #onRenewed;
  #kept = null;
  #hls = null;
  #disposed = false;

  /**
   * onFailure(failed) is called when the video cannot be played, and when it can be played again; onRenewed(expiresAt) when there are new links.
   */
  constructor({ label, onFailure, onRenewed }) {
    this.#onFailure = onFailure;
    this.#onRenewed = onRenewed;
    // crossorigin: the browser reads a <track> and the segments of a stream from the store only if the player makes CORS requests.
    this.element = h("video", {
      controls: true, playsinline: true, preload: "metadata", crossorigin: "anonymous", testid: "player", "aria-label": label,
    });
    this.element.addEventListener("loadedmetadata", () => this.#onFailure(false));
  }

  /** Whether a stream can be played: by hls.js, or by the browser itself. */
  static canStream(stream) {
    return Boolean(stream) && (stream.hlsJs !== null || document.createElement("video").canPlayType(HLS) !== "");
  }

  /** Plays a file. source() resolves with { url, refreshAfter }, and is called again before the URL expires. */
  playFile(source) {
    this.#leave();
    this.#keep(this.element, { source });
  }

  /** Plays a stream; `quality` is one of its qualities, or null for the one that suits the connection. */
  async playStream(stream, quality) {
    const { default: Hls } = stream.hlsJs ? await import(stream.hlsJs) : { default: null };
    if (this.#disposed) return;
    if (!Hls?.isSupported()) {
      this.#leave();
      // Each quality has a playlist of its own.
      this.#keep(this.element, { source: (quality ?? stream).url });
    } else if (this.#hls?.url === new URL(stream.url, location.href).href) {
      this.#choose(quality);
    } else {
      this.#leave();
      // The worker of hls.js would come from a blob:, which the pages' Content-Security-Policy does not allow.
      this.#hls = new Hls({ enableWorker: false });
      this.#keep(this.#hls);
      this.#hls.on(Hls.Events.MANIFEST_PARSED, () => this.#choose(quality));
      this.#hls.loadSource(stream.url);
      this.#hls.attachMedia(this.element);
    }
  }

  /** Renews at once, for a "Try again" button. */
  async retry() {
    await this.#kept?.renew().catch(() => {});
    this.#hls?.startLoad();
  }

  dispose() {
    this.#disposed = true;
    this.#leave();
    this.element.removeAttribute("src");
    this.element.load();
  }

  #choose(quality) {
    this.#hls.nextLevel = quality ? this.#hls.levels.findIndex(level => level.height === quality.height) : -1;
  }

  #keep(target, options) {
    const kept = keepPlaying(target, options);
    kept.addEventListener("renewed", () => this.#onRenewed(kept.expiresAt));
    kept.addEventListener("stopped", () => this.#onFailure(true));
    this.#kept = kept;
  }

  /** Leaves what is played; what follows begins at the same position. */
  #leave() {
    const { element } = this;
    const { currentTime, paused, playbackRate, readyState } = element;
    this.#kept?.dispose();
    this.#hls?.destroy();
    this.#kept = this.#hls = null;
    element.pause();
    if (this.#disposed || readyState === HTMLMediaElement.HAVE_NOTHING) return;
    element.addEventListener("loadedmetadata", () => {
      element.currentTime = currentTime;
      element.playbackRate = playbackRate;
      // The browser refuses if the viewer has not interacted with the page yet; then the viewer presses play.
      if (!paused) element.play().catch(() => {});
    }, { once: true });
  }
}
