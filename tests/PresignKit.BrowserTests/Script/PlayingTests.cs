using System.Text.Json;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Script;

/// <summary>What keep-playing.js knows about playlists and their URLs, without a player.</summary>
public sealed class PlayingTests(Chromium chromium)
{
    // Playlists of an application that answers at once, and counts.
    private const string Setup =
        """
        const { Playlists } = await import('/playing/playlists.js');
        const { Application } = await import('/playing/application.js');
        const url = (name, signature) => `https://store.test/b/${name}?X-Amz-Date=20260101T000000Z&X-Amz-Expires=20&X-Amz-Signature=${signature}`;
        const text = signature => `#EXTM3U\n#EXT-X-MAP:URI="${url('init.mp4', signature)}"\n#EXTINF:6,\n${url('1.m4s', signature)}\n#EXTINF:6,\nhttps://else.test/2.m4s\n`;
        const seen = { requests: [], stopped: [], renewed: [] };
        const answers = [];
        window.fetch = async (address, options) => {
          seen.requests.push([String(address), new Headers(options.headers).get('Authorization')]);
          const [status, body] = answers.shift() ?? [200, text('fresh')];
          if (status === 0) throw new TypeError('Failed to fetch');
          return new Response(body, { status, headers: { 'PresignKit-Refresh-After': '100' } });
        };
        let goOn;
        const ended = new AbortController();
        const playlists = new Playlists({
          application: new Application({ headers: () => ({ Authorization: 'Bearer a' }) }), signal: ended.signal,
          renewed: seconds => seen.renewed.push(seconds), stop: error => seen.stopped.push(error.code), going: () => goOn,
        });
        const learn = (seconds, address = '/list.m3u8') => playlists.learn(new URL(address, location).href, text('old'), () => seconds);
        """;

    [Theory]
    [InlineData("name => name === 'PresignKit-Refresh-After' ? '13.333' : null", 13.333)]
    [InlineData("name => name === 'Date' ? 'Thu, 01 Jan 2026 00:00:05 GMT' : null", 10)]
    [InlineData("name => name === 'Date' ? 'Thu, 01 Jan 2026 01:00:00 GMT' : null", 20 / 3.0)]
    [InlineData("() => undefined", 20 / 3.0)]
    public async Task RefreshAfter_IsTheHeadersOrTheUrls(string header, double expected)
    {
        var seconds = await RunAsync(
            $$"""
            const { refreshAfter } = await import('/playing/links.js');
            return refreshAfter({{header}}, 'https://store.test/a?X-Amz-Date=20260101T000000Z&X-Amz-Expires=20&X-Amz-Signature=b');
            """);

        Assert.Equal(expected, seconds.GetDouble(), 3);
    }

    [Theory]
    [InlineData("#EXTM3U\\n#EXT-X-MAP:URI=\\\"https://s.test/i?X-Amz-Signature=1&a=2\\\"\\nhttps://s.test/1?X-Amz-Signature=3\\r\\nhttps://else.test/2", 2)]
    [InlineData("<MPD><BaseURL>https://s.test/i?X-Amz-Signature=1&amp;a=2</BaseURL><SegmentURL media='https://s.test/1?a=1&amp;X-Amz-Signature=3'/></MPD>", 2)]
    [InlineData("#EXTM3U\\nhttps://d.test/1?Expires=1&Signature=2&Key-Pair-Id=3", 1)]
    [InlineData("#EXTM3U\\nindex.m3u8", 0)]
    public async Task SignedUrls_AreFoundInPlaylistsAndManifests(string text, int count)
    {
        var urls = await RunAsync($$"""return (await import('/playing/links.js')).signedUrls("{{text}}");""");

        Assert.Equal(count, urls.GetArrayLength());
        Assert.DoesNotContain(urls.EnumerateArray(), url => url.GetString()!.Contains("&amp;", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("#EXTM3U\\n", true)]
    [InlineData("\\uFEFF#EXTM3U\\n", true)]
    [InlineData("<MPD>", true)]
    [InlineData("<?xml version='1.0'?>\\n<!-- a film --><dash:MPD xmlns:dash='urn:mpeg:dash:schema:mpd:2011'>", true)]
    [InlineData("<title>Sign in to see an MPD</title>", false)]
    [InlineData("MPD <MPD>", false)]
    [InlineData("{}", false)]
    public async Task IsPlaylist_TellsPlaylistsFromOtherAnswers(string text, bool expected) =>
        Assert.Equal(expected, (await RunAsync($$"""return (await import('/playing/links.js')).isPlaylist("{{text}}");""")).GetBoolean());

    /// <summary>
    /// The clock of the day may be set back or ahead, and the other one may stand still while the machine sleeps. It began when the answer was asked for, and
    /// is over before the URL expires.
    /// </summary>
    [Theory]
    [InlineData(99, 0, 0, false, false)]
    [InlineData(0, 99, 0, false, false)]
    [InlineData(101, 0, 0, true, false)]
    [InlineData(0, 101, 0, true, false)]
    [InlineData(139, 0, 0, true, false)]
    [InlineData(141, 0, 0, true, true)]
    [InlineData(-1_000_000, 141, 0, true, true)]
    [InlineData(50, 0, 51, true, false)]
    [InlineData(0, 90, 51, true, true)]
    [InlineData(0, 141, -1_000_000, true, true)]
    public async Task Countdown_OfAHundredSeconds_GoesByTheFasterClock(int day, int steady, int age, bool isDue, bool isOver)
    {
        var result = await RunAsync(
            $$"""
            const { Countdown } = await import('/playing/countdown.js');
            let [day, steady] = [1e12, 5e3];
            Date.now = () => day;
            performance.now = () => steady;
            const countdown = new Countdown(100, undefined, {{age}} * 1000);
            day += {{day}} * 1000;
            steady += {{steady}} * 1000;
            return [countdown.isDue, countdown.isOver];
            """);

        Assert.Equal((isDue, isOver), (result[0].GetBoolean(), result[1].GetBoolean()));
    }

    [Fact]
    public async Task Resolve_NotDue_IsTheUrlOfThePlaylist()
    {
        var result = await WithPlaylistsAsync(
            """
            learn(100);
            return [playlists.resolve(url('1.m4s', 'x')), playlists.resolve('https://else.test/2.m4s'), seen.requests.length];
            """);

        Assert.EndsWith("X-Amz-Signature=old", result[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("https://else.test/2.m4s", result[1].GetString());
        Assert.Equal(0, result[2].GetInt32());
    }

    /// <summary>As of a live stream whose player adds something to the address each time.</summary>
    [Fact]
    public async Task Learn_EverMorePlaylists_ForgetsTheOldest()
    {
        var known = await WithPlaylistsAsync(
            """
            const signed = (number, signature) => `https://store.test/b/${number}.m4s?X-Amz-Signature=${signature}`;
            for (let number = 0; number < 150; number++)
              playlists.learn(new URL(`/${number}.m3u8`, location).href, `#EXTM3U\n${signed(number, 'known')}\n`, () => 100);
            return Array.from({ length: 150 }, (_, number) => playlists.resolve(signed(number, 'asked')).endsWith('known'));
            """);

        Assert.Equal(100, known.EnumerateArray().Count(link => link.GetBoolean()));
        Assert.All(known.EnumerateArray().Skip(50), link => Assert.True(link.GetBoolean()));
    }

    [Fact]
    public async Task Resolve_ManyThatAreDue_ShareOneRequest()
    {
        var result = await WithPlaylistsAsync(
            """
            learn(0);
            const fresh = await Promise.all(['init.mp4', '1.m4s', '1.m4s'].map(name => playlists.resolve(url(name, 'old'))));
            return { fresh, seen };
            """);

        Assert.All(result.GetProperty("fresh").EnumerateArray(), url => Assert.EndsWith("X-Amz-Signature=fresh", url.GetString(), StringComparison.Ordinal));
        Assert.Equal(1, result.GetProperty("seen").GetProperty("requests").GetArrayLength());
    }

    /// <summary>The old URL, while it is valid; then the request waits. Neither is a stop.</summary>
    [Fact]
    public async Task Resolve_ApplicationUnreachable_WaitsOnlyIfItMust()
    {
        var result = await WithPlaylistsAsync(
            """
            let ahead = 0;
            const now = performance.now.bind(performance);
            performance.now = () => now() + ahead;
            answers.push([0], [503, ''], [200, '<title>Sign in</title>']);
            learn(100);
            ahead = 110_000;
            const valid = await playlists.resolve(url('1.m4s', 'old'));
            ahead = 160_000;
            const fresh = await playlists.resolve(url('1.m4s', 'old'));
            return { valid, fresh, seen };
            """);

        Assert.EndsWith("X-Amz-Signature=old", result.GetProperty("valid").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("X-Amz-Signature=fresh", result.GetProperty("fresh").GetString(), StringComparison.Ordinal);
        Assert.Equal(4, result.GetProperty("seen").GetProperty("requests").GetArrayLength());
        Assert.Equal(0, result.GetProperty("seen").GetProperty("stopped").GetArrayLength());
    }

    /// <summary>An application that answers slowly: the old URL is used only while it is valid for long enough.</summary>
    [Theory]
    [InlineData(120_000, "old", 3_000)]
    [InlineData(139_500, "fresh", 500)]
    public async Task Resolve_ApplicationSlow_UsesOldUrlWhileValid(int later, string signature, int patience)
    {
        var result = await WithPlaylistsAsync(
            $$"""
            let ahead = 0;
            const now = performance.now.bind(performance);
            performance.now = () => now() + ahead;
            learn(100);
            ahead = {{later}};
            const answer = window.fetch;
            const setTimer = window.setTimeout;
            let answerNow;
            const slowly = new Promise(done => { answerNow = done; });
            window.fetch = async (...request) => { await slowly; return answer(...request); };
            window.setTimeout = (act, milliseconds) => {
              // The request's own limit is longer.
              if (milliseconds > 3000) return 0;
              seen.patience = milliseconds;
              ahead += milliseconds;
              return setTimer(() => { act(); setTimer(answerNow); });
            };
            return { used: await playlists.resolve(url('1.m4s', 'old')), seen };
            """);

        Assert.EndsWith($"X-Amz-Signature={signature}", result.GetProperty("used").GetString(), StringComparison.Ordinal);
        Assert.InRange(result.GetProperty("seen").GetProperty("patience").GetDouble(), 1, patience);
    }

    /// <summary>A slow answer: its URLs are as old as the request.</summary>
    [Fact]
    public async Task Learn_AnswerThatTookLong_IsDueSooner()
    {
        var result = await WithPlaylistsAsync(
            """
            playlists.learn(new URL('/list.m3u8', location).href, text('old'), () => 100, 101_000);
            const fresh = await playlists.resolve(url('1.m4s', 'old'));
            return { fresh, seen };
            """);

        Assert.EndsWith("X-Amz-Signature=fresh", result.GetProperty("fresh").GetString(), StringComparison.Ordinal);
    }

    /// <summary>What a player loads again by itself, such as the playlist of a live stream. The application is asked whether it still refuses it.</summary>
    [Theory]
    [InlineData("/list.m3u8", 404, "access-withdrawn")]
    [InlineData("/list.m3u8", 401, "authentication-required")]
    [InlineData("/list.m3u8", 500, null)]
    [InlineData("/list.m3u8", 0, null)]
    [InlineData("/other.m3u8", 404, null)]
    public async Task Withdrawn_KnownPlaylist_StopsWithCode(string address, int status, string? code)
    {
        var result = await WithPlaylistsAsync(
            $$"""
            learn(100);
            answers.push([{{status}}, '']);
            return { again: await playlists.withdrawn('{{address}}', {{status}}), seen };
            """);

        Assert.Equal(code is not null, result.GetProperty("again").GetBoolean());
        Assert.Equal(code is null ? [] : [code], result.GetProperty("seen").GetProperty("stopped").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(code is null ? 0 : 1, result.GetProperty("seen").GetProperty("requests").GetArrayLength());
    }

    /// <summary>The player may have asked before the user was allowed again. If its own requests are refused each time, that is an error of the player.</summary>
    [Fact]
    public async Task Withdrawn_AllowedAgain_IsLoadedAgainOnce()
    {
        var result = await WithPlaylistsAsync(
            """
            learn(100);
            const first = await playlists.withdrawn('/list.m3u8', 404);
            const second = await playlists.withdrawn('/list.m3u8', 404);
            await playlists.renew();
            const afterwards = await playlists.withdrawn('/list.m3u8', 404);
            return { first, second, afterwards, seen };
            """);

        Assert.True(result.GetProperty("first").GetBoolean());
        Assert.False(result.GetProperty("second").GetBoolean());
        Assert.True(result.GetProperty("afterwards").GetBoolean());
        Assert.Empty(result.GetProperty("seen").GetProperty("stopped").EnumerateArray());
    }

    /// <summary>A player that loads a playlist again while playback is stopped waits, too, however soon that is.</summary>
    [Fact]
    public async Task Withdrawn_WhileStopped_WaitsEachTime()
    {
        var result = await WithPlaylistsAsync(
            """
            learn(100);
            answers.push([404, '']);
            let goesOn;
            playlists.withdrawn('/list.m3u8', 404);
            while (seen.stopped.length === 0) await new Promise(done => setTimeout(done));
            goOn = new Promise(done => { goesOn = done; });
            let loads = 0;
            for (const load of [playlists.withdrawn('/list.m3u8', 404), playlists.withdrawn('/list.m3u8', 404)]) load.then(again => { loads += again ? 1 : 100; });
            await new Promise(done => setTimeout(done, 50));
            const held = loads;
            goesOn();
            goOn = null;
            await new Promise(done => setTimeout(done));
            return { held, loads, seen };
            """);

        Assert.Equal((0, 2), (result.GetProperty("held").GetInt32(), result.GetProperty("loads").GetInt32()));
        Assert.Single(result.GetProperty("seen").GetProperty("requests").EnumerateArray());
    }

    /// <summary>A page calls renew() when the user has signed in again; a refusal from before must not stop playback again.</summary>
    [Fact]
    public async Task Renew_WhileRefusalIsUnderWay_DoesNotStop()
    {
        var result = await WithPlaylistsAsync(
            """
            learn(0);
            const answer = window.fetch;
            let refuse;
            window.fetch = async () => {
              await new Promise(done => { refuse = done; });
              return new Response('', { status: 401 });
            };
            const before = playlists.resolve(url('1.m4s', 'old'));
            await new Promise(done => setTimeout(done));
            window.fetch = answer;
            await playlists.renew();
            refuse();
            await before;
            return { used: await playlists.resolve(url('1.m4s', 'old')), seen };
            """);

        Assert.EndsWith("X-Amz-Signature=fresh", result.GetProperty("used").GetString(), StringComparison.Ordinal);
        Assert.Empty(result.GetProperty("seen").GetProperty("stopped").EnumerateArray());
    }

    [Theory]
    [InlineData(401, "authentication-required")]
    [InlineData(403, "access-withdrawn")]
    [InlineData(404, "access-withdrawn")]
    [InlineData(410, "access-withdrawn")]
    [InlineData(422, "application-refused")]
    public async Task Renew_Refused_StopsWithCode(int status, string code)
    {
        var result = await WithPlaylistsAsync($$"""learn(0); answers.push([{{status}}, '']); await playlists.renew().catch(() => {}); return seen;""");

        Assert.Equal(code, Assert.Single(result.GetProperty("stopped").EnumerateArray()).GetString());
        Assert.Equal(1, result.GetProperty("requests").GetArrayLength());
    }

    /// <summary>One renewal, and no second one at once if the store refuses the fresh URL, too.</summary>
    [Fact]
    public async Task Refused_ByTheStore_RenewsOnce()
    {
        var result = await WithPlaylistsAsync(
            """
            learn(100);
            const first = await playlists.refused(url('1.m4s', 'old'));
            const late = await playlists.refused(url('init.mp4', 'old'));
            const second = await playlists.refused(first);
            const foreign = await playlists.refused('https://else.test/2.m4s');
            return { first, late, second, foreign, seen };
            """);

        Assert.EndsWith("X-Amz-Signature=fresh", result.GetProperty("first").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("X-Amz-Signature=fresh", result.GetProperty("late").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, result.GetProperty("second").ValueKind);
        Assert.Equal(JsonValueKind.Null, result.GetProperty("foreign").ValueKind);
        Assert.Equal(1, result.GetProperty("seen").GetProperty("requests").GetArrayLength());
    }

    /// <summary>A live stream has gone on: the old URL is all there is, and it is not asked for again and again.</summary>
    [Fact]
    public async Task Resolve_NamedNoLonger_IsLeftAsItWas()
    {
        var result = await WithPlaylistsAsync(
            """
            learn(0);
            answers.push([200, text('fresh').replaceAll('1.m4s', '2.m4s')]);
            const first = await playlists.resolve(url('1.m4s', 'old'));
            const second = await playlists.resolve(url('1.m4s', 'old'));
            return { first, second, seen };
            """);

        Assert.EndsWith("X-Amz-Signature=old", result.GetProperty("first").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("X-Amz-Signature=old", result.GetProperty("second").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, result.GetProperty("seen").GetProperty("requests").GetArrayLength());
    }

    /// <summary>Playlists of others, such as advertisements, never receive the page's headers.</summary>
    [Fact]
    public async Task Learn_PlaylistOfAnotherOrigin_IsLeftAlone()
    {
        var result = await WithPlaylistsAsync(
            """
            learn(100);
            playlists.learn('https://ads.test/list.m3u8', text('ad').replaceAll('store.test', 'ads.test'), () => 0);
            const ad = await playlists.resolve(url('1.m4s', 'ad').replace('store.test', 'ads.test'));
            await playlists.renew();
            return { ad, seen };
            """);

        Assert.EndsWith("X-Amz-Signature=ad", result.GetProperty("ad").GetString(), StringComparison.Ordinal);
        var request = Assert.Single(result.GetProperty("seen").GetProperty("requests").EnumerateArray());
        Assert.EndsWith("/list.m3u8", request[0].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ads.test", request[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("Bearer a", request[1].GetString());
    }

    [Theory]
    [InlineData("() => { throw Object.assign(new Error('no'), { status: 403 }); }", "access-withdrawn")]
    [InlineData("() => Promise.reject(Object.assign(new Error('no'), { status: 401 }))", "authentication-required")]
    public async Task Source_FunctionThatRejectsWithStatus_Stops(string source, string code)
    {
        var result = await RunAsync(
            $$"""
            const { keepPlaying } = await import('/keep-playing.js');
            const kept = keepPlaying(document.createElement('video'), { source: {{source}} });
            await new Promise(done => kept.addEventListener('stopped', done));
            return kept.error.code;
            """);

        Assert.Equal(code, result.GetString());
    }

    [Fact]
    public async Task Source_FunctionThatRejects_IsCalledAgain()
    {
        var result = await RunAsync(
            """
            const { keepPlaying } = await import('/keep-playing.js');
            let calls = 0;
            const source = async () => {
              if (++calls < 3) throw new Error('offline');
              return { url: 'data:,', refreshAfter: 60 };
            };
            const kept = keepPlaying(document.createElement('video'), { source });
            await new Promise(done => kept.addEventListener('renewed', done));
            kept.dispose();
            return { calls, stopped: kept.error !== null };
            """);

        Assert.Equal(3, result.GetProperty("calls").GetInt32());
        Assert.False(result.GetProperty("stopped").GetBoolean());
    }

    [Theory]
    [InlineData("{ url: 'data:,', refreshAfter: 60 }", 60)]
    [InlineData("{ url: 'data:,', expiresAt: new Date(Date.now() + 90_000).toISOString() }", 60)]
    [InlineData("{ url: 'https://store.test/a?X-Amz-Date=20200101T000000Z&X-Amz-Expires=90&X-Amz-Signature=b' }", 30)]
    public async Task Source_Function_SaysWhenToAskAgain(string answer, double expected)
    {
        var result = await RunAsync(
            $$"""
            const { keepPlaying } = await import('/keep-playing.js');
            const kept = keepPlaying(document.createElement('video'), { source: async () => ({{answer}}) });
            const { refreshAfter, expiresAt } = await new Promise(done => kept.addEventListener('renewed', done));
            kept.dispose();
            return [refreshAfter, (expiresAt - Date.now()) / 1000];
            """);

        Assert.Equal(expected, result[0].GetDouble(), 1.0);
        Assert.Equal(expected * 1.5, result[1].GetDouble(), 2.0);
    }

    [Theory]
    [InlineData("{}", "'target' must be")]
    [InlineData("null", "'target' must be")]
    [InlineData("'a'", "'target' must be")]
    [InlineData("document.createElement('video')", "needs the option 'source'")]
    public async Task KeepPlaying_WithoutPlayerOrSource_Throws(string target, string message)
    {
        var result = await RunAsync(
            $$"""
            const { keepPlaying } = await import('/keep-playing.js');
            try { keepPlaying({{target}}); return 'nothing'; } catch (error) { return String(error); }
            """);

        Assert.StartsWith("TypeError: ", result.GetString(), StringComparison.Ordinal);
        Assert.Contains(message, result.GetString(), StringComparison.Ordinal);
    }

    private Task<JsonElement> WithPlaylistsAsync(string script) => RunAsync(Setup + "\n" + script);

    private async Task<JsonElement> RunAsync(string script)
    {
        await using var page = await ScriptPage.OpenAsync(chromium);
        return await page.EvaluateAsync($"async () => {{ {script} }}");
    }
}
