// Requests to the application. It is asked again after what may pass: a lost connection, a server that is busy or being deployed.
import { Codes, UploadError, invalidAnswer } from "./errors.js";
import { backOff, online, race, sleep } from "./waits.js";

const ATTEMPTS = 10;
/** The page's own function may have to renew a token. If it fails for another reason, repeating does not help. */
const HEADERS_ATTEMPTS = 4;
const LONGEST_RETRY_AFTER = 120_000;
const ANSWER_WITHIN = 60_000;
/** A page should be able to say why an upload waits: a network may ask for a sign-in. */
const TELL_AFTER = 2;

/** Its user can go on after signing in again. */
export const OTHER_USER = "token-of-other-user";
const DEFAULT_ENDPOINT = "/files";

/** The absolute address of the endpoints, with a slash at its end. */
export function addressOf(endpoint = DEFAULT_ENDPOINT) {
  return new URL(String(endpoint).replace(/\/*$/, "/"), document.baseURI).href;
}

export class Backend {
  #headers;
  #credentials;
  #onWait;

  /** How far the server's clock is ahead of this one, in milliseconds, as far as an answer told. */
  clockOffset = 0;

  constructor({ endpoint, headers, credentials }, onWait) {
    this.endpoint = addressOf(endpoint);
    this.#headers = headers;
    this.#credentials = credentials;
    this.#onWait = onWait;
  }

  /** The time by the server's clock. */
  now() {
    return Date.now() + this.clockOffset;
  }

  /**
   * Posts JSON, and resolves with the answer's JSON, which `isValid` says is one; null for 204. If the signal is aborted, rejects with its reason: at
   * once, or, of a request that is `whole`, between two attempts.
   */
  async call(path, body, { signal, isValid, within = ANSWER_WITHIN, attempts = ATTEMPTS, keepAlive = false, whole = false } = {}) {
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted();
      try {
        const headers = await this.#headersFor(signal);
        return await this.#post(path, body, { headers, signal: whole ? null : signal, isValid, within, keepAlive });
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (!error.again || attempt >= (error.code === Codes.HeadersFailed ? HEADERS_ATTEMPTS : attempts)) throw error;
        // What outlives its upload is nothing that the upload waits for.
        await (keepAlive ? act => act() : this.#onWait)(async () => {
          await sleep(Math.min(LONGEST_RETRY_AFTER, Math.max(backOff(attempt), error.retryAfter ?? 0)), signal);
          await online(signal);
        }, attempt >= TELL_AFTER ? error : null);
      }
    }
  }

  async #headersFor(signal) {
    let headers;
    try {
      const provided = (async () => this.#headers?.())();
      headers = new Headers((signal ? await race(provided, signal) : await provided) ?? {});
    } catch (error) {
      throw passing(new UploadError(Codes.HeadersFailed, `The page's own function 'headers' failed: ${error?.message ?? error}`, { retryable: true, cause: error }));
    }
    headers.set("Content-Type", "application/json");
    return headers;
  }

  async #post(path, body, { headers, signal, isValid, within, keepAlive }) {
    const ended = new AbortController();
    const stop = () => ended.abort();
    signal?.addEventListener("abort", stop, { once: true });
    const timer = setTimeout(stop, within);
    try {
      const response = await fetch(this.endpoint + path, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
        credentials: this.#credentials,
        // A redirect leads to a login page, or to where a network asks for a sign-in: nothing that could answer.
        redirect: "manual",
        keepalive: keepAlive,
        signal: ended.signal,
      });
      const date = Date.parse(response.headers.get("Date") ?? "");
      if (date) this.clockOffset = date - Date.now();
      return await answerOf(response, isValid);
    } catch (error) {
      if (error instanceof UploadError) throw error;
      throw passing(new UploadError(Codes.Network, "The application cannot be reached.", { retryable: true, cause: error }));
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    }
  }
}

async function answerOf(response, isValid) {
  const { status } = response;
  if (status === 204 && !isValid) return null;
  const isJson = /^application\/([\w.-]+\+)?json\b/i.test(response.headers.get("Content-Type") ?? "");
  const answer = isJson ? await response.json().catch(() => null) : null;
  if (response.ok && answer && isValid?.(answer) !== false) return answer;
  if (typeof answer?.code === "string") {
    const error = new UploadError(answer.code, answer.detail ?? answer.title ?? answer.code, {
      status,
      limit: answer.limit ?? null,
      parts: Array.isArray(answer.parts) ? answer.parts : null,
      retryable: isPassing(status) || status === 401 || answer.code === OTHER_USER,
    });
    return fail(error, response);
  }
  const reason = answer?.detail ?? answer?.title;
  if (status === 401) throw new UploadError(Codes.AuthenticationRequired, reason ?? "Sign in, then try again.", { status, retryable: true });
  if (status === 403) throw new UploadError(Codes.AccessDenied, reason ?? "The application does not allow this.", { status });
  if (status >= 500 || status === 408 || status === 429) {
    return fail(new UploadError(Codes.ApplicationFailed, `The application answered with status ${status}.`, { status, retryable: true }), response);
  }
  if (status >= 400 && typeof reason === "string") throw new UploadError(Codes.ApplicationRefused, reason, { status });
  const invalid = invalidAnswer(status);
  throw status >= 400 ? invalid : passing(invalid);
}

function fail(error, response) {
  const seconds = Number(response.headers.get("Retry-After"));
  throw isPassing(error.status) ? passing(error, seconds > 0 ? seconds * 1000 : 0) : error;
}

function isPassing(status) {
  return status >= 500 || status === 408 || status === 429;
}

function passing(error, retryAfter = 0) {
  return Object.assign(error, { again: true, retryAfter });
}
