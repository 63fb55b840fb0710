// The application's own API. It has this page's origin, so the browser sends cookies. Uploads are the part of presignkit.js.

/** A failure with a stable code: from the ProblemDetails, or "network" if there was no answer. */
class ApiError extends Error {
  constructor(code, status, detail) {
    super(detail);
    this.code = code;
    this.status = status;
  }
}

export const signedOut = new EventTarget();

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
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
  return new ApiError(code, response.status, problem.detail ?? problem.title ?? `The application answered ${response.status}.`);
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
};
