// video.js: what its own engine for HLS and DASH (VHS) requests; for files, and where browsers play HLS themselves, the element below it.
import { Playlists } from "./playlists.js";
import { keepVideo } from "./video.js";

export function keepVideoJs(player, context) {
  const playlists = new Playlists(context);
  let element = null;

  // VHS has a hook for options only, which cannot wait. So it is the request itself that waits.
  const onRequest = options => {
    const { beforeSend } = options;
    return { ...options, beforeSend: request => { beforeSend?.(request); hold(request, options, playlists); } };
  };
  const onResponse = (request, error, response) => {
    const { body, headers, statusCode, url } = response ?? {};
    const age = Date.now() - request.requestTime || 0;
    if (!error && statusCode < 300 && typeof body === "string") playlists.learn(url, body, name => headers[name.toLowerCase()], age);
  };
  const hook = () => {
    const { xhr } = player.tech(true).vhs;
    xhr.onRequest(onRequest);
    xhr.onResponse(onResponse);
  };

  player.on("xhr-hooks-ready", hook);
  player.ready(() => {
    if (context.source && !context.signal.aborted) element = keepVideo(player.tech(true).el(), context);
  });
  context.signal.addEventListener("abort", () => {
    player.off("xhr-hooks-ready", hook);
    const xhr = player.isDisposed() ? null : player.tech(true)?.vhs?.xhr;
    xhr?.offRequest?.(onRequest);
    xhr?.offResponse?.(onResponse);
  });
  return { renew: () => Promise.all([playlists.renew(), element?.renew()]), pause: () => player.pause() };
}

/** Lets a request that is about to be sent wait for its URL, and sends it again if the store refuses it, or the application after having sent it before. */
function hold(request, { uri, headers = {} }, playlists) {
  const send = request.send.bind(request);
  const sendTo = (url, isAgain) => {
    if (request.aborted) return;
    if (isAgain || url !== uri) {
      const { responseType, withCredentials } = request;
      request.open("GET", url);
      Object.assign(request, { responseType, withCredentials });
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    }
    request.requestTime = Date.now();
    send();
  };
  request.send = async () => {
    const url = await playlists.resolve(uri);
    const { onload } = request;
    // It would report the end once more, and before this.
    request.onreadystatechange = null;
    const onEnd = async event => {
      request.onload = onload;
      const { status } = request;
      const again = status === 403 ? await playlists.refused(url) : null;
      if (await playlists.withdrawn(uri, status)) {
        request.onload = onEnd;
        sendTo(uri, true);
      } else if (again) {
        sendTo(again, true);
      } else if (!request.aborted) {
        onload.call(request, event);
      }
    };
    request.onload = onEnd;
    sendTo(url, false);
  };
}
