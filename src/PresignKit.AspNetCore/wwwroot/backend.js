// Requests to the application. It is asked again after what may pass: a lost connection, a server that is busy or being deployed.
import { Codes, UploadError } from "./errors.js";
import { backOff, online, sleep } from "./waits.js";

const ATTEMPTS = 10;
const LONGEST_RETRY_AFTER = 120_000;
const ANSWER_WITHIN = 60_000;

export class Backend {
  #headers;
  #credentials;
  #onWait;

  /** How far the server's clock is ahead of this one, in milliseconds, as far as an answer told. */
  clockOffset = 0;

  constructor({ endpoint, headers, credentials }, onWait) {
    this.endpoint = new URL(String(endpoint).replace(/\/*$/, "/"), document.baseURI).href;
    this.#headers = headers;
    this.#credentials = credentials;
    this.#onWait = onWait;
  }

  /** The time by the server's clock. */
  now() {
    return Date.now() + this.clockOffset;
  }

  /** Posts JSON, and resolves with the answer's JSON; null for 204. */
  async call(path, body, { signal, within = ANSWER_WITHIN, attempts = ATTEMPTS, keepAlive = false } = {}) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#post(path, body, signal, within, keepAlive);
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (!error.again || attempt >= attempts) throw error;
        await this.#onWait(async () => {
          await sleep(Math.min(LONGEST_RETRY_AFTER, Math.max(backOff(attempt), error.retryAfter ?? 0)), signal);
          await online(signal);
        });
      }
    }
  }

  async #post(path, body, signal, within, keepAlive) {
    const ended = new AbortController();
    const stop = () => ended.abort();
    signal?.addEventListener("abort", stop, { once: true });
    const timer = setTimeout(stop, within);
    try {
      const headers = new Headers(await this.#headers?.());
      headers.set("Content-Type", "application/json");
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
      return await answerOf(response);
    } catch (error) {
      if (error instanceof UploadError) throw error;
      throw passing(new UploadError(Codes.Network, "The application cannot be reached.", { retryable: true, cause: error }));
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    }
  }
}

async function answerOf(response) {
  const { status } = response;
  if (status === 204) return null;
  const isJson = /^application\/([\w.-]+\+)?json\b/i.test(response.headers.get("Content-Type") ?? "");
  const answer = isJson ? await response.json().catch(() => null) : null;
  if (response.ok && answer) return answer;
  if (typeof answer?.code === "string") {
    const error = new UploadError(answer.code, answer.detail ?? answer.title ?? answer.code, {
      status, limit: answer.limit ?? null, parts: answer.parts ?? null, retryable: isPassing(status),
    });
    return fail(error, response);
  }
  if (status === 401) throw new UploadError("authentication-required", "Sign in, then try again.", { status });
  if (status === 403) throw new UploadError("access-denied", "The application does not allow this.", { status });
  if (status >= 500 || status === 408 || status === 429) {
    return fail(new UploadError(Codes.ApplicationFailed, `The application answered with status ${status}.`, { status, retryable: true }), response);
  }
  const invalid = new UploadError(
    Codes.AnswerInvalid,
    "The answer is not the application's: a network may ask for a sign-in, a proxy may have answered, or the address is wrong.",
    { status, retryable: true });
  throw status >= 400 ? invalid : passing(invalid);
}

function fail(error, response) {
  const seconds = Number(response.headers.get("Retry-After"));
  throw error.retryable ? passing(error, seconds > 0 ? seconds * 1000 : 0) : error;
}

function isPassing(status) {
  return status >= 500 || status === 408 || status === 429;
}

function passing(error, retryAfter = 0) {
  return Object.assign(error, { again: true, retryAfter });
}
