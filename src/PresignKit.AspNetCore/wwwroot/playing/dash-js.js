// dash.js: its interceptors may be asynchronous, and are called again for each of its own attempts.
import { Playlists } from "./playlists.js";

const MANIFEST = "MPD";

export function keepDashJs(player, context) {
  const playlists = new Playlists(context);

  const onRequest = async request => {
    request.url = await playlists.resolve(request.url);
    return request;
  };
  const onResponse = async response => {
    const { request, status, data, headers } = response;
    if (request.customData?.request?.type === MANIFEST && typeof data === "string") {
      const { startDate } = request.customData.request;
      playlists.learn(request.url, data, name => headers?.[name.toLowerCase()], Date.now() - startDate || 0);
    } else if (status === 403) {
      await playlists.refused(request.url);
    }
    return response;
  };

  player.addRequestInterceptor(onRequest);
  player.addResponseInterceptor(onResponse);
  context.signal.addEventListener("abort", () => {
    player.removeRequestInterceptor(onRequest);
    player.removeResponseInterceptor(onResponse);
  });
  return { renew: () => playlists.renew(), pause: () => player.pause() };
}
