// The shell: who is signed in, which page is open, and what the header shows.
import { api, signedOut } from "./api.js";
import { header } from "./header.js";
import { failed, notFound } from "./states.js";
import { libraryPage } from "./pages/library.js";
import { mediaPage } from "./pages/media.js";
import { signInPage } from "./pages/sign-in.js";
import { uploadPage } from "./pages/upload.js";
import { forgetAllUploads } from "./uploads.js";

const ROUTES = [
  [/^\/$/, libraryPage],
  [/^\/upload$/, uploadPage],
  [/^\/media\/([^/]+)$/, mediaPage],
];

// Whose uploads this browser remembers.
const lastUser = {
  get() {
    try {
      return localStorage.getItem("last-user");
    } catch {
      return null;
    }
  },
  set(user) {
    try {
      localStorage.setItem("last-user", user);
    } catch {
      // Nothing is remembered here, uploads neither.
    }
  },
};

const main = document.getElementById("main");
const session = { user: null, name: null };
let page = null;

/** Opens an address of this application without reloading it. */
function navigate(path, { replace = false } = {}) {
  history[replace ? "replaceState" : "pushState"](null, "", path);
  scrollTo(0, 0);
  render({ focus: true });
}

function render({ focus = false } = {}) {
  page?.dispose?.();
  page = open(location.pathname);
  document.title = page.title ? `${page.title} · PresignKit Media` : "PresignKit Media";
  main.replaceChildren(page.element);
  header.show(session, location.pathname);
  if (focus) main.focus({ preventScroll: true });
}

function open(path) {
  if (!session.user) return signInPage({ onSignIn: signIn });
  for (const [pattern, create] of ROUTES) {
    const match = pattern.exec(path);
    if (match) return create({ navigate, setTitle, session }, ...match.slice(1).map(decodeURIComponent));
  }
  return { title: "Not found", element: notFound("There is no page at this address.") };
}

function setTitle(title) {
  document.title = `${title} · PresignKit Media`;
}

async function signIn(user) {
  const signedIn = await api.signIn(user);
  // The session of somebody else may have expired here.
  if (lastUser.get() !== user) await forgetAllUploads();
  lastUser.set(user);
  Object.assign(session, signedIn);
  render({ focus: true });
}

async function signOut() {
  // First, because the application deletes what has arrived only while its user is signed in.
  await forgetAllUploads();
  await api.signOut();
  forget();
  navigate("/");
}

function forget() {
  session.user = null;
  session.name = null;
}

// The cookie expired while the page was open.
signedOut.addEventListener("signedout", () => {
  if (!session.user) return;
  forget();
  render();
});

addEventListener("popstate", () => render({ focus: true }));

document.addEventListener("click", event => {
  const link = event.target.closest("a[href]");
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented || link.hasAttribute("download") || link.target) return;
  if (link.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  navigate(link.pathname);
});

// A file dropped outside the drop zone must not replace the page.
for (const type of ["dragover", "drop"]) {
  addEventListener(type, event => event.preventDefault());
}

header.mount({ onSignOut: signOut });
try {
  Object.assign(session, await api.me());
  render();
} catch (error) {
  main.replaceChildren(failed("The application cannot be reached.", () => location.reload()));
}
