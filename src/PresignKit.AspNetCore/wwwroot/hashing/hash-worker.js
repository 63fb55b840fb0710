// Computes checksums off the page's thread, one after another.
import { digest } from "./digest.js";

let before = Promise.resolve();

addEventListener("message", ({ data: { id, algorithm, blob } }) => {
  before = before.then(async () => {
    try {
      postMessage({ id, value: await digest(algorithm, blob) });
    } catch (error) {
      postMessage({ id, error: { name: error.name, message: error.message } });
    }
  });
});

postMessage({ ready: true });
