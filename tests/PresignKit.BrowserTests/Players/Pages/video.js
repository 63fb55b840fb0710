import { addresses, failed, keep, run, video } from "./page.js";

video.addEventListener("error", () => failed(`${video.error.code} ${video.error.message}`));
run();
if (!keep(video, { source: addresses.isFile ? addresses.file : addresses.stream })) {
  video.src = addresses.isFile ? (await (await fetch(addresses.file)).json()).url : addresses.stream;
}
