// hls.js: its loaders are wrapped, whatever they are.
import { Playlists } from "./playlists.js";

export function keepHlsJs(hls, context) {
  const playlists = new Playlists(context);
  const { config } = hls;
  const { fLoader, pLoader } = config;
  config.fLoader = fragmentLoader(fLoader ?? config.loader, playlists);
  config.pLoader = playlistLoader(pLoader ?? config.loader, playlists);
  context.signal.addEventListener("abort", () => Object.assign(config, { fLoader, pLoader }));
  return { renew: () => playlists.renew(), pause: () => hls.media?.pause() };
}

function playlistLoader(Loader, playlists) {
  return class extends repeatable(Loader) {
    load(context, config, callbacks) {
      const { url } = context;
      const asked = performance.now();
      super.load(context, config, {
        ...callbacks,
        onSuccess(response, stats, context, details) {
          playlists.learn(url, String(response.data), name => headerOf(details, name), performance.now() - asked);
          callbacks.onSuccess(response, stats, context, details);
        },
        onError: async (response, context, details, stats) => {
          const again = await playlists.withdrawn(url, response.code);
          if (this.isEnded) return;
          if (!again) callbacks.onError(response, context, details, stats);
          else this.reset().load(context, config, callbacks);
        },
      });
    }
  };
}

/** Of a Response, or of an XMLHttpRequest, which complains in the console about a header that another origin does not expose. */
function headerOf(details, name) {
  if (details?.headers) return details.headers.get(name);
  const headers = details?.getAllResponseHeaders?.() ?? "";
  return new RegExp(`^${name}: *(.*?)\\s*$`, "im").exec(headers)?.[1];
}

function fragmentLoader(Loader, playlists) {
  return class extends repeatable(Loader) {
    load(context, config, callbacks) {
      const { url } = context;
      const send = fresh => {
        if (this.isEnded) return;
        context.url = fresh;
        super.load(context, config, {
          ...callbacks,
          onError: async (response, context, details, stats) => {
            const again = response.code === 403 ? await playlists.refused(fresh) : null;
            if (this.isEnded) return;
            if (!again) return callbacks.onError(response, context, details, stats);
            context.url = again;
            this.reset();
            super.load(context, config, callbacks);
          },
        });
      };
      const fresh = playlists.resolve(url);
      if (typeof fresh === "string") send(fresh);
      else fresh.then(send);
    }
  };
}

/** A loader loads once. This one can do so again once it is reset, until the player ends it. */
function repeatable(Loader) {
  return class extends Loader {
    isEnded = false;

    abort() {
      this.isEnded = true;
      super.abort();
    }

    destroy() {
      this.isEnded = true;
      super.destroy();
    }

    reset() {
      Object.assign(this.stats.loading, { start: 0, first: 0, end: 0 });
      return this;
    }
  };
}
