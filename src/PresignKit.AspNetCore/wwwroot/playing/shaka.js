// Shaka Player: its filters may be asynchronous.
import { Playlists } from "./playlists.js";

/** Of shaka.net.NetworkingEngine.RequestType and shaka.util.Error.Code. */
const MANIFEST = 0;
const SEGMENT = 1;
const BAD_HTTP_STATUS = 1001;

export function keepShaka(player, context) {
  const playlists = new Playlists(context);
  const engine = player.getNetworkingEngine();

  const onRequest = async (type, request) => {
    if (type === SEGMENT) request.uris = await Promise.all(request.uris.map(uri => playlists.resolve(uri)));
  };
  const onResponse = (type, { originalUri, data, headers }) => {
    if (type === MANIFEST) playlists.learn(originalUri, new TextDecoder().decode(data), name => headers[name.toLowerCase()]);
  };
  // Shaka Player has no hook between a refusal and its error.
  const onError = async event => {
    const { code, data } = event.detail ?? {};
    if (code === BAD_HTTP_STATUS && data[1] === 403 && await playlists.refused(data[0])) player.retryStreaming();
  };

  engine.registerRequestFilter(onRequest);
  engine.registerResponseFilter(onResponse);
  player.addEventListener("error", onError);
  context.signal.addEventListener("abort", () => {
    engine.unregisterRequestFilter(onRequest);
    engine.unregisterResponseFilter(onResponse);
    player.removeEventListener("error", onError);
  });
  return { renew: () => playlists.renew(), pause: () => player.getMediaElement()?.pause() };
}
