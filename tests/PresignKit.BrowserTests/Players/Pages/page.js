/** What all pages have in common, whatever player they use: `window.view`, which the tests drive, and what it has seen. */
import { keepPlaying } from "/_content/PresignKit.AspNetCore/keep-playing.js";

export const settings = new URLSearchParams(location.search);
export const video = document.querySelector("#video");

const film = settings.get("film");
const format = settings.get("format");

/** How many seconds a player buffers ahead; short films need little, or all requests are made at the start. */
export const ahead = Number(settings.get("buffer") ?? 2);

export const addresses = {
  /** Of the playlist or manifest. */
  stream: format === "master" ? `/media/playlists/${film}` : `/media/playlists/${film}/index.${format.startsWith("dash") ? "mpd" : "m3u8"}`,
  /** Of the answer with the URL of a file. */
  file: `/files/downloads/${film}`,
  isFile: format === "mp4",
  isLive: format === "live",
};

const LONGEST_GAP = 1_000;
const BEFORE_AGAIN = 2_000;

/** How often the film begins again. */
let again = Number(settings.get("again") ?? 0);
let isLast = again === 0;
let loads = 0;
let stops = 0;
let longestStop = 0;
let renewals = 0;
let kept = null;
const errors = [];
const stopped = [];

export function failed(message) {
  errors.push(String(message));
}

/** Begins to renew; without it, the page shows what the player does by itself. */
export function keep(target, options) {
  if (settings.get("keep") === "no") return null;
  kept = keepPlaying(target, options);
  kept.addEventListener("renewed", () => { renewals++; });
  kept.addEventListener("stopped", ({ error }) => stopped.push(error.code));
  return kept;
}

/** `element` returns the element that plays, which some players make themselves. */
export function run(element = () => video) {
  const player = element();
  player.addEventListener("loadstart", () => { loads++; });
  player.addEventListener("ended", () => {
    isLast = again === 0;
    if (isLast) return;
    again--;
    // As a viewer would: dash.js pauses by itself right after the end.
    setTimeout(() => {
      player.currentTime = 0;
      player.play();
    }, BEFORE_AGAIN);
  });
  // A stop is what a viewer notices: the position stands still, although the film should play.
  let [position, moved] = [0, clock.realNow()];
  clock.realInterval(() => {
    const now = clock.realNow();
    if (player.paused || player.ended || player.seeking || player.currentTime !== position || loads === 0) {
      [position, moved] = [player.currentTime, now];
      return;
    }
    if (now - moved > LONGEST_GAP && longestStop <= LONGEST_GAP) stops++;
    longestStop = Math.max(longestStop, now - moved);
  }, 50);
  window.view = {
    get kept() { return kept; },
    element: player,
    play() {
      // Also of what is loaded later.
      player.playbackRate = player.defaultPlaybackRate = Number(settings.get("speed") ?? 1);
      // What was pending when the source is replaced is rejected, and begun again by who replaces it.
      player.play().catch(() => {});
    },
    pause: () => player.pause(),
    seek(to) { player.currentTime = to; },
    status: () => ({
      position: player.currentTime, paused: player.paused, ended: player.ended && isLast, reloads: Math.max(0, loads - 1), stops, longestStop, renewals, stopped, errors,
    }),
  };
  document.documentElement.dataset.ready = "true";
}
