import { upload } from "/_content/PresignKit.AspNetCore/presignkit.js";

export async function run(file, options) {
  let lanes = 0;
  // Only what a row sets: everything else is as users get it.
  const chosen = Object.fromEntries(["hash", "lanes"].filter(name => name in options).map(name => [name, options[name]]));
  const running = upload(file, {
    endpoint: "/api/uploads",
    policy: options.policy,
    ...chosen,
    onProgress: progress => { lanes = Math.max(lanes, progress.lanes); },
  });
  window.current = running;
  const begun = performance.now();
  let sent = null;
  running.addEventListener("statechange", () => {
    if (running.state === "completing") sent ??= (performance.now() - begun) / 1000;
  });
  try {
    await running.result;
  } catch (error) {
    throw new Error(`${error.code}: ${error.message} (${error.status})`);
  }
  return { sent, lanes, retries: running.progress.retries };
}
