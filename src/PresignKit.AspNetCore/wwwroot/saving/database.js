// What is kept of uploads in parts, so that a page that was reloaded, or crashed, can go on with them. It contains the slot's token, a secret of the
// user, so it is kept where the page keeps its own secrets: in IndexedDB, which only this origin can read.
const DATABASE = "presignkit";
const STORE = "uploads";
const OPEN_WITHIN = 3_000;
const KEEP = 7 * 24 * 60 * 60_000;

export function load(id) {
  return use("readonly", store => store.get(id));
}

export function save(upload) {
  return use("readwrite", store => store.put(upload));
}

/** Saves an upload again, unless it was forgotten in the meantime, here or in another tab. */
export function update(upload) {
  return use("readwrite", store => {
    const request = store.getKey(upload.id);
    request.onsuccess = () => {
      if (request.result !== undefined) store.put(upload);
    };
    return request;
  });
}

export function remove(id) {
  return use("readwrite", store => store.delete(id));
}

/** All that can still go on by this machine's clock. Because that may be wrong, what cannot is forgotten only after a week. */
export async function list() {
  const all = await use("readonly", store => store.getAll());
  const now = Date.now();
  for (const upload of all) if (upload.endsAt + KEEP <= now) await remove(upload.id);
  return all.filter(upload => upload.endsAt > now);
}

export function clear() {
  return use("readwrite", store => store.clear());
}

/** Runs one request. A connection is closed again at once, so that nothing blocks a later version of the database. */
async function use(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? request.error);
    });
  } finally {
    database.close();
  }
}

function open() {
  return new Promise((resolve, reject) => {
    // Some browsers never answer in private windows.
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(new Error("The browser's storage does not answer."));
    }, OPEN_WITHIN);
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => {
      clearTimeout(timer);
      if (isLate) request.result.close();
      else resolve(request.result);
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error);
    };
  });
}
