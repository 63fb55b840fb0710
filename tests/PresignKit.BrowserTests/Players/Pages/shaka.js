import { shaka } from "/npm/shaka.js";
import { addresses, ahead, failed, keep, run, video } from "./page.js";

shaka.polyfill.installAll();
const player = new shaka.Player();
player.addEventListener("error", ({ detail }) => failed(detail.code));
player.configure({ streaming: { bufferingGoal: ahead, rebufferingGoal: 0.5, bufferBehind: ahead } });
window.switchQuality = level => {
  player.configure("abr.enabled", false);
  const tracks = player.getVariantTracks().toSorted((a, b) => a.bandwidth - b.bandwidth);
  player.selectVariantTrack(tracks.at(level), true);
};
keep(player);
run();
await player.attach(video);
// It ignores EXT-X-START.
player.load(addresses.stream, addresses.isLive ? 0 : null).catch(error => failed(error.code));
