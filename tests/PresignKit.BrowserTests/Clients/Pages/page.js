/**
 * What all pages have in common, whatever client they use: files from one input, and `window.client`, which the tests drive.
 *
 * A client has `add(file)`, which returns `{ status(), pause(), resume(), cancel(), retry() }`. A status has a `state` (`sending`, `paused`, `done`,
 * `failed`, `canceled`, or another name of the client's own), and as far as they are known `code`, `message`, `key`, `sent`, `resumed`, and `warnings`.
 */
export const settings = new URLSearchParams(location.search);

/** What the policies of the application say. */
export const partSize = 5 * 1024 * 1024;

const files = document.querySelector("#files");
const uploads = [];

export function show(upload) {
  uploads.push(upload);
}

/**
 * `begin` is called after all files were added. `isSaved(count)` tells whether the browser has saved what a page needs after a reload to keep so many parts.
 */
export function run(add, { begin = () => {}, isSaved = () => false } = {}) {
  window.client = {
    isSaved,
    start() {
      for (const file of files.files) {
        show(add(file));
      }

      begin();
    },
    statuses: () => uploads.map(upload => upload.status()),
    pause: () => uploads.forEach(upload => upload.pause()),
    resume: () => uploads.forEach(upload => upload.resume()),
    cancel: () => uploads.forEach(upload => upload.cancel()),
    retry: () => uploads.forEach(upload => upload.retry()),
  };
  document.documentElement.dataset.ready = "true";
}

/** Asks the application; throws with its code. */
export async function ask(path, body) {
  const response = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) {
    throw Object.assign(new Error(answer.detail), { code: answer.code });
  }

  return answer;
}

/** All that stores of one of this origin's databases contain; a store that does not exist contains nothing. */
export async function readDatabase(name, ...stores) {
  const answer = request => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await answer(indexedDB.open(name));
  try {
    const known = stores.filter(store => database.objectStoreNames.contains(store));
    return (await Promise.all(known.map(store => answer(database.transaction(store).objectStore(store).getAll())))).flat();
  } finally {
    database.close();
  }
}
