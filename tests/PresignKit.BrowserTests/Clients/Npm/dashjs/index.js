export { MediaPlayer } from "dashjs";
