export { default as videojs } from "video.js";
