// Computes checksums off the page's thread, one after another.
import { digest } from "./digest.js";

const TELL_EVERY = 5_000;

const waiting = new Set();
let before = Promise.resolve();
let told = 0;

addEventListener("message", ({ data: { id, algorithm, blob, cancel } }) => {
  if (cancel) {
    waiting.delete(cancel);
    return;
  }
  waiting.add(id);
  before = before.then(() => answer(id, algorithm, blob));
});

async function answer(id, algorithm, blob) {
  if (!waiting.has(id)) return;
  try {
    postMessage({ id, value: await digest(algorithm, blob, () => goOn(id)) });
  } catch (error) {
    postMessage({ id, error: { name: error.name, message: error.message } });
  } finally {
    waiting.delete(id);
  }
}

function goOn(id) {
  if (!waiting.has(id)) throw new DOMException("The checksum is no longer needed.", "AbortError");
  if (performance.now() - told < TELL_EVERY) return;
  // The page takes a worker that says nothing for dead.
  told = performance.now();
  postMessage({});
}

postMessage({ ready: true });
