// One request to the store, exactly as signed. XMLHttpRequest, because fetch does not tell how much has been sent.
import { invalidAnswer } from "../errors.js";

/** Nothing may stand still for longer. */
const PROGRESS_WITHIN = 30_000;
/** The store may take this long to answer after the last byte was sent. */
const ANSWER_WITHIN = 600_000;
const CHECK_EVERY = 1_000;

// When anything was last sent to an origin: browsers open few connections to one, so a request that has not begun may only be waiting its turn.
const lastProgress = new Map();

/**
 * Resolves with `{ status, code, stalled, lostHalfway }` when the request has ended. The status is 0 if there was no answer: a refusal without CORS
 * headers looks the same as a lost connection; but if neither nothing nor everything had been sent, it was the connection. Rejects only with the
 * signal's reason.
 */
export function send({ method, url, headers }, body, { signal, onProgress }) {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const xhr = new XMLHttpRequest();
    let origin;
    try {
      ({ origin } = new URL(url));
      xhr.open(method, url);
      for (const [name, value] of Object.entries(headers ?? {})) xhr.setRequestHeader(name, value);
    } catch (error) {
      reject(invalidAnswer(200, error));
      return;
    }
    let last = performance.now();
    let begun = false;
    let sent = !(body?.size > 0) && !(body instanceof FormData);
    let stalled = false;

    const watch = setInterval(() => {
      const now = performance.now();
      const since = begun ? last : Math.max(last, lastProgress.get(origin) ?? 0);
      if (now - since > (sent ? ANSWER_WITHIN : PROGRESS_WITHIN)) {
        stalled = true;
        xhr.abort();
      }
    }, CHECK_EVERY);
    const abort = () => xhr.abort();
    signal.addEventListener("abort", abort, { once: true });

    xhr.upload.onprogress = ({ loaded }) => {
      if (loaded > 0) begun = true;
      last = performance.now();
      lastProgress.set(origin, last);
      onProgress(loaded);
    };
    xhr.upload.onload = () => {
      sent = true;
      last = performance.now();
    };
    xhr.onloadend = () => {
      clearInterval(watch);
      signal.removeEventListener("abort", abort);
      if (signal.aborted) reject(signal.reason);
      else resolve({ status: xhr.status, code: codeOf(xhr), stalled, lostHalfway: begun && !sent });
    };
    xhr.send(body);
  });
}

/** The store's own code, such as `SlowDown`, from its XML. */
function codeOf(xhr) {
  return xhr.status >= 400 ? /<Code>([\w.-]{1,64})<\/Code>/.exec(xhr.responseText.slice(0, 4096))?.[1] ?? null : null;
}
