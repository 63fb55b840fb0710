// Requests to the application. It is asked again after what may pass: a lost connection, a server that is busy or being deployed.
import { backOff, online, sleep } from "../waits.js";
import { PlaybackCodes as Codes, PlaybackError } from "./errors.js";

const ANSWER_WITHIN = 20_000;
const LONGEST_RETRY_AFTER = 60_000;
/** After so many answers of something else, waiting does not help. */
const INVALID_ATTEMPTS = 10;
/** The page's own function may have to renew a token. */
const HEADERS_ATTEMPTS = 4;

export class Application {
  #headers;
  #credentials;
  /** Its origin, if it is not that of the page. */
  #origin = null;

  constructor({ headers, credentials }) {
    this.#headers = headers;
    this.#credentials = credentials;
  }

  /** The first address is the page's own choice. What playlists name may be another's, who must not receive the user's headers and cookies. */
  settle(address) {
    this.#origin ??= originOf(address);
  }

  /** Whether an address is that of the application. */
  isOwn(address) {
    const origin = originOf(address);
    return origin === this.#origin || origin === location.origin;
  }

  /**
   * Calls `act` until it succeeds, or fails for good. `onTrouble` is called after each failure that may pass.
   */
  async insist(act, signal, onTrouble = () => {}) {
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted();
      try {
        return await act();
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        if (!error.again || attempt >= error.again) throw error;
        onTrouble();
        await sleep(Math.max(backOff(attempt), error.retryAfter ?? 0), signal);
        await online(signal);
      }
    }
  }

  /** The answer to one request: `{ response, text }`. `isValid` tells it from that of a proxy or a login page. */
  async get(url, isValid, signal) {
    const { response, text } = await this.#fetch(url, this.isOwn(url) ? await this.#ownOptions() : {}, signal);
    const { ok, status } = response;
    if (ok && isValid(text)) return { response, text };
    const refusal = refusalOf(status);
    if (refusal) throw refusal;
    if (status >= 500 || status === 408 || status === 429) throw passing(response);
    if (status >= 400) throw new PlaybackError(Codes.ApplicationRefused, `The application answered with status ${status}.`, { status });
    throw invalid(status);
  }

  /** What the page's own function answers. */
  async ask(source, isValid) {
    let answer;
    try {
      answer = await source();
    } catch (error) {
      throw error instanceof PlaybackError ? error : refusalOf(error?.status, error) ?? passing();
    }
    if (!isValid(answer)) throw invalid(0);
    return answer;
  }

  async #ownOptions() {
    const credentials = this.#credentials;
    if (!this.#headers) return { credentials };
    try {
      // A redirect would take the headers to another origin.
      return { headers: new Headers((await this.#headers()) ?? {}), credentials, redirect: "manual" };
    } catch (error) {
      throw Object.assign(
        new PlaybackError(Codes.HeadersFailed, `The page's own function 'headers' failed: ${error?.message ?? error}`, { cause: error }),
        { again: HEADERS_ATTEMPTS });
    }
  }

  async #fetch(url, options, signal) {
    const ended = new AbortController();
    const stop = () => ended.abort();
    signal.addEventListener("abort", stop, { once: true });
    const timer = setTimeout(stop, ANSWER_WITHIN);
    try {
      const response = await fetch(url, { ...options, cache: "no-store", signal: ended.signal });
      return { response, text: await response.text() };
    } catch {
      throw passing();
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    }
  }
}

function originOf(address) {
  return new URL(address, document.baseURI).origin;
}

/** What ends playback. */
export function refusalOf(status, cause) {
  if (status === 401) return new PlaybackError(Codes.AuthenticationRequired, "Sign in to go on.", { status, cause });
  return status === 403 || status === 404 || status === 410
    ? new PlaybackError(Codes.AccessWithdrawn, "The application no longer allows this user to play this.", { status, cause })
    : null;
}

function invalid(status) {
  const message = "The answer is not the application's: it is neither a playlist nor JSON with a 'url'.";
  return Object.assign(new PlaybackError(Codes.AnswerInvalid, message, { status }), { again: INVALID_ATTEMPTS });
}

/** The application is busy, or cannot be reached. No stop: what is buffered plays on meanwhile, and nobody sees this error. */
function passing(response) {
  const seconds = Number(response?.headers.get("Retry-After"));
  return Object.assign(new Error(), { again: Infinity, retryAfter: Math.min(LONGEST_RETRY_AFTER, seconds * 1000) || 0 });
}
