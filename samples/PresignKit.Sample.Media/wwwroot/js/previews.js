// Pictures for the library. The browser takes them from the videos, with a few Range requests each and no work for a server.
import { clock } from "./format.js";

// Browsers open about six connections to one host, and uploads go to the same one.
const AT_ONCE = 2;
const TIMEOUT = 10_000;

export class Previews {
  #waiting = [];
  #running = new Set();
  #seen = new IntersectionObserver(entries => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      this.#seen.unobserve(target);
      this.#waiting.push(this.#byPicture.get(target));
      this.#next();
    }
  }, { rootMargin: "200px" });
  #byPicture = new Map();

  /** Draws an early frame of a video into one element, and writes its length into another, when they come into view. */
  show(url, picture, length) {
    this.#byPicture.set(picture, { url, picture, length });
    this.#seen.observe(picture);
  }

  forget() {
    this.#seen.disconnect();
    this.#waiting = [];
    this.#byPicture.clear();
    for (const stop of this.#running) stop();
  }

  #next() {
    while (this.#running.size < AT_ONCE && this.#waiting.length > 0) this.#load(this.#waiting.shift());
  }

  #load({ url, picture, length }) {
    const video = document.createElement("video");
    const stop = () => {
      clearTimeout(timer);
      this.#running.delete(stop);
      // An abandoned video would keep its connection to the store.
      video.removeAttribute("src");
      video.load();
      this.#next();
    };
    const timer = setTimeout(stop, TIMEOUT);
    this.#running.add(stop);

    video.muted = true;
    video.preload = "auto";
    video.addEventListener("loadedmetadata", () => {
      if (Number.isFinite(video.duration)) {
        length.textContent = clock(video.duration);
        length.hidden = false;
        // Most films start with a black frame.
        video.currentTime = Math.min(2, video.duration / 10);
      }
    });
    video.addEventListener("seeked", () => {
      draw(video, picture);
      stop();
    }, { once: true });
    video.addEventListener("error", stop, { once: true });
    video.src = url;
  }
}

function draw(video, picture) {
  if (!video.videoWidth) return;
  const canvas = document.createElement("canvas");
  canvas.width = 480;
  canvas.height = 270;
  const scale = Math.max(canvas.width / video.videoWidth, canvas.height / video.videoHeight);
  const width = video.videoWidth * scale;
  const height = video.videoHeight * scale;
  canvas.getContext("2d").drawImage(video, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
  picture.prepend(canvas);
  picture.classList.add("drawn");
}
