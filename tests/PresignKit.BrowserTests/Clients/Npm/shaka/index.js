export { default as shaka } from "shaka-player";
