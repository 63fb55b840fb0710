import { videojs } from "/npm/videojs.js";
import { addresses, ahead, failed, keep, run, video } from "./page.js";

videojs.Vhs.GOAL_BUFFER_LENGTH = ahead;
videojs.Vhs.MAX_GOAL_BUFFER_LENGTH = ahead;
const player = videojs(video, { controls: true, html5: { vhs: { overrideNative: true } } });
player.on("error", () => failed(player.error()?.message));
window.switchQuality = level => {
  const levels = [...player.tech(true).vhs.representations()].sort((a, b) => a.bandwidth - b.bandwidth);
  levels.forEach((one, index) => one.enabled(one === levels.at(level)));
};
player.ready(() => {
  run(() => player.tech(true).el());
  if (addresses.isFile) {
    keep(player, { source: addresses.file });
  } else {
    keep(player);
    player.src({ src: addresses.stream, type: addresses.stream.endsWith(".mpd") ? "application/dash+xml" : "application/vnd.apple.mpegurl" });
  }
});
