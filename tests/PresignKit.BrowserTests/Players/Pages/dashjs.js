import { MediaPlayer } from "/npm/dashjs.js";
import { addresses, ahead, failed, keep, run, video } from "./page.js";

const player = MediaPlayer().create();
player.updateSettings({ streaming: { buffer: { bufferTimeDefault: ahead, bufferTimeAtTopQuality: ahead, bufferTimeAtTopQualityLongForm: ahead } } });
player.on("error", ({ error }) => failed(error?.code ?? error));
keep(player);
run();
player.initialize(video, addresses.stream, false);
