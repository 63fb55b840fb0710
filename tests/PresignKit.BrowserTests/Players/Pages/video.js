import { addresses, failed, keep, run, video } from "./page.js";

// When keepPlaying has replaced the source, there is no error any more.
video.addEventListener("error", () => { if (video.error) failed(`${video.error.code} ${video.error.message}`); });
run();
if (!keep(video, { source: addresses.isFile ? addresses.file : addresses.stream })) {
  video.src = addresses.isFile ? (await (await fetch(addresses.file)).json()).url : addresses.stream;
}
