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
  if (response.ok) return response.status === 204 ? null : response.json();
  throw await failure(response);
}

async function failure(response) {
  const problem = await response.json().catch(() => ({}));
  if (response.status === 401) signedOut.dispatchEvent(new Event("signedout"));
  const code = problem.code ?? (response.status === 401 ? "signed-out" : `http-${response.status}`);
  return new ApiError(code, response.status, problem.detail ?? problem.title ?? `The application answered ${response.status}.`);
}

const id = encodeURIComponent;

export const api = {
  me: () => call("GET", "/demo/me"),
  signIn: user => call("POST", `/demo/sign-in?user=${id(user)}`),
  signOut: () => call("POST", "/demo/sign-out"),
  policies: () => call("GET", "/api/policies"),
  list: () => call("GET", "/api/media"),
  /** isShort: the player's links expire after 20 seconds. */
  get: (mediaId, { isShort = false } = {}) => call("GET", `/api/media/${id(mediaId)}${isShort ? "?links=short" : ""}`),
  addDemo: () => call("POST", "/api/media/demo"),
  rename: (mediaId, title) => call("PATCH", `/api/media/${id(mediaId)}`, { title }),
  remove: mediaId => call("DELETE", `/api/media/${id(mediaId)}`),
};
