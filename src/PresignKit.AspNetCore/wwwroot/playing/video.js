// A bare <video> or <audio>: its requests are out of reach, so its source is replaced where that shows least, before the next request is sent or when
// nothing arrives any more. What has begun in time may arrive after the URL has expired.
import { Countdown, WHOLE } from "./countdown.js";
import { PlaybackCodes, PlaybackError } from "./errors.js";
import { absolute, addressOf, isPlaylist, refreshAfter } from "./links.js";

const LONGEST_TIMER = 2 ** 31 - 1;
/** However short-lived the URLs are. */
const SHORTEST_TIMER = 500;
/** A film that has played on for so long after a replacement has recovered, in seconds. */
const RECOVERED_AFTER = 0.2;

export function keepVideo(video, context) {
  if (!context.source) throw new TypeError("A <video> needs the option 'source': the address of an answer with 'url', or a function that returns it.");
  return new KeptVideo(video, context);
}

class KeptVideo {
  #video;
  #context;
  /** What the element has, and what it is given next: `{ url, countdown }`. */
  #current = null;
  #next = null;
  #asking = null;
  /** Whether the viewer wants it to play. After some errors, browsers pause it, too. */
  #plays;
  #wantsSwap = false;
  /** Where the film was when an error led to a replacement; null if it has played on since. */
  #failedAt = null;
  #timer = 0;

  constructor(video, context) {
    this.#video = video;
    this.#context = context;
    this.#plays = !video.paused;
    const { signal } = context;
    const listen = (types, listener, capture = false) => {
      for (const type of types) video.addEventListener(type, listener, { signal, capture });
    };
    listen(["play"], () => { this.#plays = true; });
    listen(["pause"], () => { this.#plays &&= Boolean(video.error); });
    listen(["seeking", "waiting", "pause", "play"], () => this.#swapIfDue());
    // Only if the viewer notices: some browsers say so of a buffer that is full.
    listen(["stalled"], () => { if (video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) this.#swapIfDue(); });
    // Before the browser's own controls, which pause a video that has failed.
    listen(["error"], () => this.#onError(), true);
    listen(["timeupdate"], () => { if (video.currentTime > this.#failedAt + RECOVERED_AFTER) this.#failedAt = null; });
    document.addEventListener("visibilitychange", () => this.#onTimer(), { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
    this.#begin();
  }

  async renew() {
    this.#failedAt = null;
    await this.#ask();
    this.#swap();
  }

  pause() {
    this.#video.pause();
  }

  get #newest() { return this.#next ?? this.#current; }

  get #isDue() { return this.#current.countdown.isDue; }

  async #begin() {
    await this.#ask().catch(() => {});
    if (!this.#next) return;
    // The element may have a source already, which is no older than the page.
    const { currentSrc, src } = this.#video;
    if (addressOf(src || currentSrc) === addressOf(this.#next.url)) {
      this.#current = this.#next;
      this.#next = null;
    } else {
      this.#swap();
    }
  }

  #swapIfDue() {
    // After the end, a viewer who begins again seeks.
    if (!this.#current || !this.#isDue || this.#video.ended || this.#context.going()) return;
    if (this.#next && !this.#next.countdown.isDue) {
      this.#swap();
    } else {
      this.#wantsSwap = true;
      this.#ask().catch(() => {});
    }
  }

  #onError() {
    const { currentTime, error } = this.#video;
    if (!error || !this.#current || this.#context.going()) return;
    if (this.#failedAt !== null) {
      this.#context.stop(new PlaybackError(PlaybackCodes.PlaybackFailed, "The browser cannot play this, although its URL is fresh.", { cause: error }));
      return;
    }
    this.#failedAt = currentTime;
    this.#wantsSwap = true;
    if (this.#next && !this.#next.countdown.isDue) this.#swap();
    else this.#ask().catch(() => {});
  }

  /** Asks ahead, so that a replacement need not wait. */
  #onTimer() {
    const { ended, paused } = this.#video;
    if (!this.#newest || this.#context.going()) return;
    if (!this.#newest.countdown.isDue) return this.#schedule();
    // Nobody sees a video that is paused in a page that is hidden, or waits for one that has ended.
    if (ended || (paused && document.visibilityState === "hidden")) return;
    // Of one that is paused, nobody sees the replacement.
    if (paused) this.#wantsSwap = true;
    this.#ask().catch(() => {});
  }

  #schedule() {
    clearTimeout(this.#timer);
    if (this.#context.signal.aborted) return;
    this.#timer = setTimeout(() => this.#onTimer(), Math.min(Math.max(this.#newest.countdown.left, SHORTEST_TIMER), LONGEST_TIMER));
  }

  /** One request, however many wait for it. */
  #ask() {
    const { application, signal, stop, renewed } = this.#context;
    this.#asking ??= application.insist(() => this.#answer(), signal)
      .then(next => {
        this.#next = next;
        renewed(next.countdown.seconds);
        this.#schedule();
        if (this.#wantsSwap) this.#swap();
      }, error => {
        if (!signal.aborted) stop(error);
        throw error;
      })
      .finally(() => { this.#asking = null; });
    return this.#asking;
  }

  async #answer() {
    const { source, application, signal } = this.#context;
    const asked = performance.now();
    const countdown = seconds => new Countdown(seconds, this.#newest?.countdown, performance.now() - asked);
    if (typeof source === "function") return fromAnswer(await application.ask(source, isAnswer), countdown);
    application.settle(source);
    const { response, text } = await application.get(source, answer => isPlaylist(answer) || isAnswer(parsed(answer)), signal);
    if (!isPlaylist(text)) return fromAnswer(parsed(text), countdown);
    return { url: absolute(source), countdown: countdown(await this.#playlistSeconds(response, text)) };
  }

  /** Of a main playlist, which has no signed URLs itself, that of the first one that it names. */
  async #playlistSeconds(response, text) {
    const { application, signal } = this.#context;
    const lines = list => list.split(/\r?\n/).filter(line => line && !line.startsWith("#"));
    const seconds = (of, list) => refreshAfter(name => of.headers.get(name), lines(list)[0] ?? "");
    if (!/^#EXT-X-STREAM-INF/m.test(text)) return seconds(response, text);
    const child = await application.get(new URL(lines(text)[0], response.url), isPlaylist, signal);
    return seconds(child.response, child.text);
  }

  #swap() {
    const video = this.#video;
    if (!this.#next || this.#context.signal.aborted) return;
    const isFirst = !this.#current;
    this.#current = this.#next;
    this.#next = null;
    this.#wantsSwap = false;
    const { currentTime, playbackRate } = video;
    const paused = video.error ? !this.#plays : video.paused;
    const modes = [...video.textTracks].map(track => [track, track.mode]);
    video.src = this.#current.url;
    if (isFirst) {
      // The viewer may have pressed play before there was anything to play, or on what was there before.
      if (!paused) video.play().catch(() => {});
      return;
    }
    // The start position of the new source, so that a seek in the meantime takes precedence.
    video.currentTime = currentTime;
    video.playbackRate = playbackRate;
    // The browser refuses if the viewer has not touched the page yet; then the viewer presses play. A call of pause() keeps 'autoplay' from starting it.
    if (paused) video.pause();
    else video.play().catch(() => {});
    video.addEventListener("loadedmetadata", () => {
      for (const [track, mode] of modes) track.mode = mode;
    }, { once: true, signal: this.#context.signal });
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isAnswer(answer) {
  return typeof answer?.url === "string";
}

/** `expiresAt` alone depends on this machine's clock. */
function fromAnswer({ url, refreshAfter: seconds, expiresAt }, countdown) {
  const left = (new Date(expiresAt ?? NaN) - Date.now()) / 1000 / WHOLE;
  const told = typeof seconds === "number" && seconds >= 0;
  return { url, countdown: countdown(told ? seconds : left > 0 ? left : refreshAfter(() => null, url)) };
}
