// Shaka Player: its filters may be asynchronous.
import { Playlists } from "./playlists.js";

/** Of shaka.net.NetworkingEngine.RequestType and shaka.util.Error.Code. */
const MANIFEST = 0;
const SEGMENT = 1;
const BAD_HTTP_STATUS = 1001;

export function keepShaka(player, context) {
  const playlists = new Playlists(context);
  const engine = player.getNetworkingEngine();

  // Before it unloads a film, or is destroyed, it waits for its requests, and so for what these wait for.
  let unloading;
  let unload = () => {};
  const onUnloading = () => {
    unload();
    unloading = new Promise(done => { unload = done; });
  };
  onUnloading();

  const onRequest = async (type, request) => {
    if (type === SEGMENT) {
      const uris = request.uris.map(uri => playlists.resolve(uri));
      request.uris = uris.every(uri => typeof uri === "string") ? uris : await Promise.race([Promise.all(uris), unloading]) ?? request.uris;
    }
    // After a refusal, it asks for a live playlist ten times a second.
    if (type === MANIFEST && context.going()) await Promise.race([context.going(), unloading]);
  };
  const onResponse = (type, { originalUri, data, headers, timeMs }) => {
    if (type === MANIFEST) playlists.learn(originalUri, new TextDecoder().decode(data), name => headers[name.toLowerCase()], timeMs);
  };
  // Shaka Player has no hook between a refusal and its error.
  const onError = async event => {
    const { code, data } = event.detail ?? {};
    if (code !== BAD_HTTP_STATUS) return;
    const [url, status, , , type, address] = data;
    if (type === MANIFEST) playlists.withdrawn(address, status);
    else if (status === 403 && await playlists.refused(url)) player.retryStreaming();
  };

  engine.registerRequestFilter(onRequest);
  engine.registerResponseFilter(onResponse);
  player.addEventListener("error", onError);
  player.addEventListener("unloading", onUnloading);
  context.signal.addEventListener("abort", () => {
    engine.unregisterRequestFilter(onRequest);
    engine.unregisterResponseFilter(onResponse);
    player.removeEventListener("error", onError);
    player.removeEventListener("unloading", onUnloading);
  });
  return { renew: () => playlists.renew(), pause: () => player.getMediaElement()?.pause() };
}
