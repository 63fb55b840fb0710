using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Script;

/// <summary>What keepPlaying asks, whom, and how often, if the answers are odd. Player and network are stand-ins.</summary>
public sealed class KeepPlayingTests(Chromium chromium)
{
    // A video whose every new source makes it wait and play, as a real one does; the answers are those of the argument, the last one again and again.
    private const string PlayFile =
        """
        async ({ text, milliseconds }) => {
          const answers = JSON.parse(text);
          let asked = 0;
          window.fetch = async () => Response.json(answers[Math.min(asked++, answers.length - 1)]);
          const video = document.createElement("video");
          const tell = type => setTimeout(() => video.dispatchEvent(new Event(type)));
          Object.defineProperty(video, "src", { get: () => "", set: () => tell("waiting") });
          Object.defineProperty(video, "paused", { get: () => false });
          video.play = async () => tell("play");
          const { keepPlaying } = await import("/keep-playing.js");
          const kept = keepPlaying(video, { source: "/files/downloads/42" });
          await new Promise(resolve => setTimeout(resolve, milliseconds));
          kept.dispose();
          return { asked };
        }
        """;

    // hls.js, as far as keepPlaying knows it. The main playlist is the application's, the other one is somebody else's.
    private const string PlayLists =
        """
        async ({ main, list }) => {
          const sent = [];
          const url = `${new URL(list).origin}/1.ts?X-Amz-Date=20200101T000000Z&X-Amz-Expires=3&X-Amz-Signature=0`;
          const texts = { [main]: `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${list}\n`, [list]: `#EXTM3U\n#EXTINF:1,\n${url}\n` };
          window.fetch = async (url, { headers, credentials, redirect }) => {
            sent.push({ url: String(url), authorization: new Headers(headers).get("authorization"), credentials, redirect });
            return new Response(texts[url]);
          };
          class Loader {
            load(context, config, callbacks) { callbacks.onSuccess({ data: texts[context.url] }, {}, context, null); }
          }
          const hls = { loadSource() {}, config: { loader: Loader } };
          const { keepPlaying } = await import("/keep-playing.js");
          const kept = keepPlaying(hls, { headers: () => ({ authorization: "Bearer secret" }), credentials: "include" });
          for (const url of [main, list]) new hls.config.pLoader().load({ url }, {}, { onSuccess() {} });
          await new Promise(resolve => setTimeout(resolve, 1200));
          await new Promise(onSuccess => new hls.config.fLoader().load({ url }, {}, { onSuccess }));
          kept.dispose();
          return { sent };
        }
        """;

    private const string PlayNatively =
        """
        async child => {
          const sent = [];
          const main = "https://app.test/master.m3u8";
          window.fetch = async (url, { headers }) => {
            sent.push({ url: String(url), hasHeaders: new Headers(headers).has("authorization") });
            const response = new Response(String(url) === main ? `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${child}\n` : "#EXTM3U\n");
            Object.defineProperty(response, "url", { value: String(url) });
            return response;
          };
          const { keepPlaying } = await import("/keep-playing.js");
          const kept = keepPlaying(document.createElement("video"), { source: main, headers: () => ({ authorization: "Bearer secret" }) });
          await new Promise(resolve => kept.addEventListener("renewed", resolve));
          kept.dispose();
          return sent;
        }
        """;

    [Theory]
    [InlineData("""[{ "url": "/1.mp4", "refreshAfter": 0 }]""", 4)]
    [InlineData("""[{ "url": "/1.mp4", "refreshAfter": 0.001 }]""", 4)]
    [InlineData("""[{ "url": "/1.mp4", "refreshAfter": -1 }]""", 1)]
    [InlineData("""[{ "url": "/1.mp4", "refreshAfter": null, "expiresAt": "2020-01-01T00:00:00Z" }]""", 1)]
    [InlineData("""[{ "url": "/1.mp4?X-Amz-Date=20200101T000000Z&X-Amz-Expires=1&X-Amz-Signature=0" }]""", 4)]
    [InlineData("""[{ "url": "/1.mp4", "refreshAfter": 0 }, { "url": "/1.mp4", "refreshAfter": 60 }]""", 2)]
    public async Task File_WhoseAnswersAreOverAtOnce_IsAskedForEverMoreRarely(string answers, int most)
    {
        await using var page = await ScriptPage.OpenAsync(chromium);

        var answer = await page.EvaluateAsync(PlayFile, new { text = answers, milliseconds = 3_500 });

        // At least once more, if more is allowed: the waits grow, and do not end.
        Assert.InRange(answer.GetProperty("asked").GetInt32(), Math.Min(2, most), most);
    }

    [Theory]
    [InlineData("https://app.test/master.m3u8", "https://app.test/1.m3u8", true)]
    [InlineData("https://app.test/master.m3u8", "https://ads.test/1.m3u8", false)]
    [InlineData("https://app.test/master.m3u8", "https://app.test.evil.test/1.m3u8", false)]
    [InlineData("https://app.test/master.m3u8", "http://app.test/1.m3u8", false)]
    [InlineData("/master.m3u8", "https://ads.test/1.m3u8", false)]
    public async Task Headers_AndCookies_GoToTheApplicationAlone(string main, string list, bool isOwn)
    {
        await using var page = await ScriptPage.OpenAsync(chromium);

        var sent = (await page.EvaluateAsync(PlayLists, new { main, list })).GetProperty("sent").EnumerateArray().ToArray();

        // What another origin has signed is not renewed, and a redirect could lead to another origin.
        Assert.Equal(
            isOwn ? ["Bearer secret include manual"] : [],
            sent.Select(request => $"{request.GetProperty("authorization")} {request.GetProperty("credentials")} {request.GetProperty("redirect")}"));
    }

    [Theory]
    [InlineData("https://app.test", true)]
    [InlineData("https://evil.test", false)]
    public async Task Headers_OfHlsWithoutAPlayer_GoToTheApplicationAlone(string child, bool isOwn)
    {
        await using var page = await ScriptPage.OpenAsync(chromium);

        var sent = await page.EvaluateAsync(PlayNatively, child + "/1.m3u8");

        Assert.Equal(["https://app.test/master.m3u8", child + "/1.m3u8"], sent.EnumerateArray().Select(request => request.GetProperty("url").GetString()));
        Assert.Equal([true, isOwn], sent.EnumerateArray().Select(request => request.GetProperty("hasHeaders").GetBoolean()));
    }

    [Fact]
    public async Task Headers_ThatAreNone_StopWithTheReason()
    {
        await using var page = await ScriptPage.OpenAsync(chromium);

        var error = await page.EvaluateAsync(
            """
            async () => {
              const { keepPlaying } = await import("/keep-playing.js");
              const kept = keepPlaying(document.createElement("video"), { source: "/files/downloads/42", headers: () => ({ "a b": "c" }) });
              await new Promise(resolve => kept.addEventListener("stopped", resolve));
              return [kept.error.code, kept.error.message];
            }
            """);

        Assert.Equal("headers-failed", error[0].GetString());
        Assert.Contains("'headers'", error[1].GetString(), StringComparison.Ordinal);
    }

    /// <summary>The load of a live playlist waits for a renewal, until the player is left alone: then it ends with the error, and asks no more.</summary>
    [Fact]
    public async Task Dispose_AfterAStop_LeavesAHeldLoadToThePlayer()
    {
        await using var page = await ScriptPage.OpenAsync(chromium);

        var answer = await page.EvaluateAsync(
            """
            async () => {
              const url = new URL("/live.m3u8", location).href;
              const data = "#EXTM3U\n#EXTINF:1,\nhttps://store.test/1.ts?X-Amz-Date=20200101T000000Z&X-Amz-Expires=3&X-Amz-Signature=0\n";
              let [asked, ended] = [0, 0];
              class Loader {
                stats = { loading: {} };
                async load(context, config, callbacks) {
                  asked++;
                  await new Promise(resolve => setTimeout(resolve));
                  if (asked === 1) callbacks.onSuccess({ data }, this.stats, context, null);
                  else callbacks.onError({ code: 403 }, context, null, this.stats);
                }
              }
              const hls = { loadSource() {}, config: { loader: Loader } };
              const { keepPlaying } = await import("/keep-playing.js");
              const kept = keepPlaying(hls);
              const load = () => new Promise(onSuccess => new hls.config.pLoader().load({ url }, {}, { onSuccess, onError() { ended++; } }));
              await load();
              load();
              await new Promise(resolve => kept.addEventListener("stopped", resolve));
              const held = [asked, ended];
              kept.dispose();
              await new Promise(resolve => setTimeout(resolve, 200));
              return [held, [asked, ended]];
            }
            """);

        Assert.Equal("[[2,0],[2,1]]", answer.GetRawText());
    }

    /// <summary>Shaka Player unloads a film, and is destroyed, only when its requests have ended, and so have the filters that they wait for.</summary>
    [Fact]
    public async Task Stop_OfShaka_HoldsNoRequestWhileThePlayerUnloads()
    {
        await using var page = await ScriptPage.OpenAsync(chromium);

        var answer = await page.EvaluateAsync(
            """
            async () => {
              const filters = {};
              const engine = {
                registerRequestFilter(filter) { filters.request = filter; }, registerResponseFilter(filter) { filters.response = filter; },
                unregisterRequestFilter() {}, unregisterResponseFilter() {},
              };
              const player = Object.assign(new EventTarget(), { getNetworkingEngine: () => engine, getMediaElement: () => null });
              const { keepPlaying } = await import("/keep-playing.js");
              const kept = keepPlaying(player);
              const originalUri = new URL("/live.m3u8", location).href;
              const segment = "https://store.test/1.ts?X-Amz-Date=20200101T000000Z&X-Amz-Expires=3&X-Amz-Signature=0";
              filters.response(0, { originalUri, data: new TextEncoder().encode(`#EXTM3U\n#EXTINF:1,\n${segment}\n`), headers: {} });
              const detail = { code: 1001, data: [originalUri, 403, "", {}, 0, originalUri] };
              player.dispatchEvent(Object.assign(new Event("error"), { detail }));
              await new Promise(resolve => kept.addEventListener("stopped", resolve));
              const request = { uris: [segment] };
              let ended = 0;
              for (const held of [filters.request(0, { uris: [originalUri] }), filters.request(1, request)]) held.then(() => { ended++; });
              const turn = () => new Promise(resolve => setTimeout(resolve, 50));
              await turn();
              const held = ended;
              player.dispatchEvent(new Event("unloading"));
              await turn();
              const unloaded = ended;

              // What is loaded next waits again.
              filters.request(0, { uris: [originalUri] }).then(() => { ended++; });
              await turn();
              const next = ended;
              kept.dispose();
              await turn();
              return [kept.error.code, held, unloaded, next, ended, request.uris.length];
            }
            """);

        Assert.Equal("[\"access-withdrawn\",0,2,2,3,1]", answer.GetRawText());
    }

    [Fact]
    public async Task Dispose_OfHlsJs_LeavesItsOwnLoaders()
    {
        await using var page = await ScriptPage.OpenAsync(chromium);

        var wrappedAndRestored = await page.EvaluateAsync(
            """
            async () => {
              class Loader {}
              class Own {}
              const hls = { loadSource() {}, config: { loader: Loader, pLoader: Own } };
              const { keepPlaying } = await import("/keep-playing.js");
              const kept = keepPlaying(hls);
              const { fLoader, pLoader } = hls.config;
              kept.dispose();
              return [fLoader.prototype instanceof Loader, pLoader.prototype instanceof Own, hls.config.fLoader === undefined, hls.config.pLoader === Own];
            }
            """);

        Assert.Equal([true, true, true, true], wrappedAndRestored.EnumerateArray().Select(one => one.GetBoolean()));
    }
}
