import { Hls } from "/npm/hlsjs.js";
import { addresses, ahead, failed, keep, run, settings, video } from "./page.js";

const hls = new Hls({ maxBufferLength: ahead, maxMaxBufferLength: ahead, maxBufferSize: 1, backBufferLength: ahead, ...(settings.has("level") ? { startLevel: Number(settings.get("level")) } : {}) });
// It mends small gaps by itself, and reports them, too, as well as the requests that it gives up when the quality is switched.
hls.on(Hls.Events.ERROR, (_, { details, fatal, type }) => {
  if (fatal || (type === Hls.ErrorTypes.NETWORK_ERROR && details !== Hls.ErrorDetails.INTERNAL_ABORTED)) failed(details);
});
window.switchQuality = level => { hls.nextLevel = level; };
keep(hls);
run();
hls.attachMedia(video);
hls.loadSource(addresses.stream);
