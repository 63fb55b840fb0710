// The application's API. It has this page's origin, so the browser sends cookies.

/** A failure with a stable code: from the ProblemDetails, or "network" if there was no answer. */
export class ApiError extends Error {
  constructor(code, status, detail, limit = null) {
    super(detail);
    this.code = code;
    this.status = status;
    this.limit = limit;
  }
}

export const signedOut = new EventTarget();

async function call(method, path, body, signal) {
  let response;
  try {
    response = await fetch(path, {
      method,
      signal,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError("network", 0, "The application cannot be reached.");
  }
  if (response.ok) {
    const value = response.status === 204 ? null : await response.json();
    return { value, serverTime: Date.parse(response.headers.get("Date") ?? "") };
  }
  throw await failure(response);
}

async function failure(response) {
  const problem = await response.json().catch(() => ({}));
  if (response.status === 401) signedOut.dispatchEvent(new Event("signedout"));
  const code = problem.code ?? (response.status === 401 ? "signed-out" : `http-${response.status}`);
  return new ApiError(code, response.status, problem.detail ?? problem.title ?? `The application answered ${response.status}.`, problem.limit);
}

const value = async promise => (await promise).value;
const id = encodeURIComponent;

export const api = {
  me: () => value(call("GET", "/demo/me")),
  signIn: user => value(call("POST", `/demo/sign-in?user=${id(user)}`)),
  signOut: () => value(call("POST", "/demo/sign-out")),
  policies: () => value(call("GET", "/api/policies")),
  list: () => value(call("GET", "/api/media")),
  get: mediaId => value(call("GET", `/api/media/${id(mediaId)}`)),
  /** Also returns the server's time, because URLs expire by the server's clock, and this machine's may be wrong. */
  getWithTime: mediaId => call("GET", `/api/media/${id(mediaId)}`),
  rename: (mediaId, title) => value(call("PATCH", `/api/media/${id(mediaId)}`, { title })),
  remove: mediaId => value(call("DELETE", `/api/media/${id(mediaId)}`)),
  openSlot: (slot, signal) => value(call("POST", "/api/uploads/slots", slot, signal)),
  complete: (token, signal) => value(call("POST", "/api/uploads/slots/complete", { token }, signal)),
};
