const FIRST = 500;
const LONGEST = 30_000;

/** The time to wait before the next attempt, in milliseconds: it doubles, and its random half keeps clients apart. */
export function backOff(attempt) {
  return Math.min(LONGEST, FIRST * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}

/** Resolves after a time, or rejects with the signal's reason. */
export function sleep(milliseconds, signal) {
  return until(done => {
    const timer = setTimeout(done, milliseconds);
    return () => clearTimeout(timer);
  }, signal);
}

/** Resolves at once unless the browser knows that it is offline, and then when it is online again. */
export function online(signal) {
  return navigator.onLine === false
    ? until(done => {
      addEventListener("online", done, { once: true });
      return () => removeEventListener("online", done);
    }, signal)
    : Promise.resolve();
}

/** As the promise, but rejects with the signal's reason as soon as it is aborted. What the promise comes to then is nobody's. */
export function race(promise, signal) {
  promise.catch(() => {});
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason);
    if (signal.aborted) {
      aborted();
      return;
    }
    signal.addEventListener("abort", aborted, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", aborted));
  });
}

/** Resolves when `start` calls its argument; what `start` returns cleans up if the signal comes first. */
function until(start, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const aborted = () => {
      stop();
      reject(signal.reason);
    };
    const stop = start(() => {
      signal?.removeEventListener("abort", aborted);
      resolve();
    });
    signal?.addEventListener("abort", aborted, { once: true });
  });
}
