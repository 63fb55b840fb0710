// Keeps a phone's screen on while files are sent, because phones stop the network of a page that sleeps.
let users = 0;
let lock = null;
let listening = false;

/** Returns a function that gives it up. Does nothing on other devices, and where browsers have no wake locks. */
export function stayAwake() {
  if (!matchMedia("(pointer: coarse)").matches) return () => {};
  users++;
  request();
  if (!listening) {
    listening = true;
    // The system takes the lock back whenever the page is hidden.
    document.addEventListener("visibilitychange", request);
  }
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    if (--users === 0) {
      lock?.release().catch(() => {});
      lock = null;
    }
  };
}

async function request() {
  if (users === 0 || document.visibilityState !== "visible" || (lock && !lock.released)) return;
  try {
    const acquired = await navigator.wakeLock?.request("screen");
    if (!acquired) return;
    if (users === 0 || (lock && !lock.released)) await acquired.release();
    else lock = acquired;
  } catch {
    // Refused, for example because the battery is low. The upload goes on.
  }
}
