using System.Text.Json;
using System.Text.Json.Nodes;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Script;

/// <summary>What becomes of an upload that is paused, canceled, or tried again at any moment, or whose application answers oddly.</summary>
public sealed class UploadStateTests(Chromium chromium) : IAsyncLifetime
{
    // 'file(name, size, fill)' makes the same file each time; 'settled' tells what a promise came to; 'until' waits for a condition.
    private const string Tools =
        """
        async () => {
          window.p = await import("/presignkit.js");
          window.file = (name, size = 500_000, fill = 7) => new File([new Uint8Array(size).fill(fill)], name, { type: "x/y", lastModified: 1e12 });
          window.up = (name, options) => p.upload(typeof name === "string" ? file(name) : name, { policy: "a", ...options });
          window.settled = promise => promise.then(({ id }) => id, error => error?.code === 20 ? "canceled" : error?.code ?? String(error));
          window.until = async condition => {
            const end = Date.now() + 60_000;
            while (!await condition()) {
              if (Date.now() > end) throw new Error(`never: ${condition}`);
              await new Promise(resolve => setTimeout(resolve, 10));
            }
          };
          window.states = upload => { const list = []; upload.addEventListener("statechange", () => list.push(upload.state)); return list; };
          return true;
        }
        """;

    private ScriptPage? _page;

    private FakeApplication App => _page!.Application;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _page = await ScriptPage.OpenAsync(chromium);
        await _page.EvaluateAsync(Tools);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_page is not null)
        {
            await _page.DisposeAsync();
        }
    }

    [Fact]
    public async Task Queue_TenFiles_RunsNoMoreThanThreeAtOnceAndInOrder()
    {
        var answer = await EvaluateAsync(
            """
            async () => {
              const queue = new p.UploadQueue({ policy: "a", atOnce: 3 });
              const order = [];
              let most = 0;
              queue.addEventListener("change", () => {
                most = Math.max(most, queue.uploads.filter(({ state }) => ["opening", "sending", "waiting", "completing"].includes(state)).length);
              });
              for (const added of queue.add(Array.from({ length: 10 }, (_, i) => file(`f${i}`)))) {
                added.addEventListener("statechange", () => { if (added.state === "opening") order.push(added.fileName); });
              }
              await Promise.all(queue.uploads.map(({ result }) => result));
              return { most, order };
            }
            """);

        Assert.Equal(3, answer.GetProperty("most").GetInt32());

        // The first ones begin before the page can listen.
        Assert.Equal([.. Enumerable.Range(3, 7).Select(i => $"f{i}")], Texts(answer.GetProperty("order")).Where(name => name.CompareTo("f3") >= 0));
    }

    [Fact]
    public async Task Queue_PausedAndResumed_KeepsItsOrder()
    {
        using var gate = Hold("store/2");
        var answer = await EvaluateAsync(
            """
            async () => {
              const queue = new p.UploadQueue({ policy: "a", atOnce: 2, lanes: 1 });
              const uploads = queue.add(["a", "b", "c"].map(name => file(name)));
              await until(() => uploads[0].progress.sent > 0 && uploads[1].progress.sent > 0);
              queue.pause();
              const paused = uploads.map(({ state }) => state);
              queue.resume();
              await until(() => uploads[0].state === "sending");
              return { paused, resumed: uploads.map(({ state }) => state) };
            }
            """);

        Assert.Equal(["paused", "paused", "queued"], Texts(answer.GetProperty("paused")));
        Assert.Equal(["sending", "sending", "queued"], Texts(answer.GetProperty("resumed")));
    }

    [Theory]
    [InlineData("opening")]
    [InlineData("sending")]
    [InlineData("completing")]
    public async Task Cancel_InListenerOfEachState_EndsAndLeavesNothing(string state)
    {
        var answer = await EvaluateAsync(
            """
            async state => {
              const upload = up("cancel.bin");
              upload.addEventListener("statechange", () => { if (upload.state === state) upload.cancel(); });
              const result = await settled(upload.result);
              await new Promise(resolve => setTimeout(resolve, 500));
              return { result, state: upload.state, pending: (await p.pendingUploads()).length, locks: (await navigator.locks.query()).held.length };
            }
            """,
            state);

        Assert.Equal("canceled", answer.GetProperty("result").GetString());
        Assert.Equal("canceled", answer.GetProperty("state").GetString());
        Assert.Equal(0, answer.GetProperty("pending").GetInt32());
        Assert.Equal(0, answer.GetProperty("locks").GetInt32());
        Assert.Equal(App.Count("slots"), App.Count("slots/abort"));
        Assert.Equal(0, App.Count("slots/complete"));
    }

    [Fact]
    public async Task Pause_ThenCancelWhileOpening_AbortsTheSlot()
    {
        using var gate = Hold("slots");
        await EvaluateAsync("() => { window.u = up('a.bin'); return true; }");
        await UntilAsync(() => App.Count("slots") == 1);
        await EvaluateAsync("() => { u.pause(); u.cancel(); return true; }");
        gate.Open();

        await UntilAsync(() => App.Count("slots/abort") == 1);
    }

    [Fact]
    public async Task Retry_InListeners_SettlesEachPromiseOnce()
    {
        var failures = 1;
        App.Hook = async (context, path) =>
        {
            if (path != "slots/complete" || failures-- <= 0)
            {
                return false;
            }

            await FakeApplication.RefuseAsync(context, 401, "authentication-required");
            return true;
        };
        var answer = await EvaluateAsync(
            """
            async () => {
              const upload = up("retry.bin");
              const first = upload.result;
              upload.addEventListener("statechange", () => { if (upload.state === "failed") upload.retry(); });
              const before = await settled(first);
              return [before, await settled(upload.result), upload.state];
            }
            """);

        Assert.Equal(["authentication-required", "s1", "done"], Texts(answer));
        Assert.Equal(1, App.Count("slots"));
        Assert.Equal(10, App.Requests.Count(request => request.StartsWith("store/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Cancel_AndRetryAtOnce_UploadsAndCanGoOnAfterAReload()
    {
        using var gate = Hold("store/9");
        var answer = await EvaluateAsync(
            """
            async () => {
              const upload = up("again.bin");
              await until(() => upload.state === "sending");
              upload.cancel();
              upload.retry();
              await until(() => upload.progress.sent > 0);
              await until(async () => (await navigator.locks.query()).held.length === 1);
              window.u = upload;
              return upload.state;
            }
            """);
        Assert.Equal("sending", answer.GetString());
        gate.Open();

        Assert.Equal("s2", (await EvaluateAsync("() => settled(u.result)")).GetString());
        Assert.Equal(1, App.Count("slots/abort"));
    }

    [Fact]
    public async Task Session_EndedWhileGoingOn_ForgetsNothing()
    {
        await InterruptAsync("session.bin");
        App.Hook = async (context, path) =>
        {
            if (path != "slots/uploaded")
            {
                return false;
            }

            await FakeApplication.RefuseAsync(context, 401, "authentication-required");
            return true;
        };
        Assert.Equal("authentication-required", (await EvaluateAsync("() => settled(up('session.bin').result)")).GetString());

        App.Hook = null;
        var answer = await EvaluateAsync("async () => { const u = up('session.bin'); return [await settled(u.result), String(u.resumed)]; }");

        Assert.Equal(["s1", "true"], Texts(answer));
    }

    [Fact]
    public async Task OtherUser_GoingOn_GetsOwnSlotAndLeavesTheFirst()
    {
        await InterruptAsync("users.bin");
        App.Hook = async (context, path) =>
        {
            if (path != "slots/uploaded")
            {
                return false;
            }

            await FakeApplication.RefuseAsync(context, 403, "token-of-other-user");
            return true;
        };
        var other = await EvaluateAsync("async () => [await settled(up('users.bin').result), String((await p.pendingUploads()).length)]");

        Assert.Equal(["s2", "1"], Texts(other));
        App.Hook = null;
        Assert.Equal("s1", (await EvaluateAsync("() => settled(up('users.bin').result)")).GetString());
    }

    [Fact]
    public async Task AnotherFile_OfSameNameSizeAndDate_IsRefusedAndSpoilsNothing()
    {
        await InterruptAsync("same.bin");

        var answer = await EvaluateAsync(
            """
            async () => {
              const wrong = up(file("same.bin", 500_000, 8));
              const refused = await settled(wrong.result);
              wrong.cancel();
              await new Promise(resolve => setTimeout(resolve, 300));
              const right = up("same.bin");
              return [refused, await settled(right.result), String(right.resumed)];
            }
            """);

        Assert.Equal(["not-the-same-file", "s1", "true"], Texts(answer));
    }

    [Fact]
    public async Task ForgetUploads_DuringUpload_IsNotUndoneByIt()
    {
        using var gate = Hold("store/5");
        var answer = await EvaluateAsync(
            """
            async () => {
              window.u = up("secret.bin");
              window.saved = async () => (await (await import("/saving/database.js")).list()).length;
              await until(async () => u.progress.sent > 0 && await saved() === 1);
              await p.forgetUploads();
              return true;
            }
            """);
        Assert.True(answer.GetBoolean());

        // Longer than between two saves. The upload itself is not over, because its end would forget it, too.
        await Task.Delay(1_500, TestContext.Current.CancellationToken);
        Assert.Equal("sending", (await EvaluateAsync("() => u.state")).GetString());
        Assert.Equal(0, (await EvaluateAsync("() => saved()")).GetInt32());
    }

    [Theory]
    [InlineData("slots/parts", """{"parts":[],"expiresAt":"2100-01-01T00:00:00Z"}""")]
    [InlineData("slots", """{"token":"x","transport":"carrier-pigeon"}""")]
    [InlineData("slots", """{"token":"x","transport":"multipart","multipart":{"partSize":1,"partCount":200000000}}""")]
    [InlineData("slots/complete", """{"status":"portal"}""")]
    public async Task Answer_OfSomethingElse_IsNeverTaken(string path, string body)
    {
        App.Hook = async (context, requested) =>
        {
            if (requested != path)
            {
                return false;
            }

            await FakeApplication.AnswerAsync(context, 200, JsonNode.Parse(body)!);
            return true;
        };
        await _page!.Clock.InstallAsync();
        await EvaluateAsync("async () => { window.u = up('odd.bin'); window.end = null; settled(u.result).then(end => { window.end = end; }); return true; }");

        // All repetitions, without their waits.
        JsonElement end;
        using var limit = new CancellationTokenSource(2 * WaitLimit.Duration);
        while ((end = (await EvaluateAsync("() => ({ end: window.end })")).GetProperty("end")).ValueKind == JsonValueKind.Null)
        {
            await Task.Delay(50, limit.Token);
            await _page.Clock.FastForwardAsync(10_000);
        }

        Assert.Equal("answer-invalid", end.GetString());
        Assert.InRange(App.Count(path), 1, 10);
    }

    [Fact]
    public async Task OnProgress_Throws_ConcernsOnlyThePage()
    {
        var answer = await EvaluateAsync(
            "async () => { const u = up('throws.bin', { onProgress() { throw new Error('of the page'); } }); return [await settled(u.result), u.state]; }");

        Assert.Equal(["s1", "done"], Texts(answer));
    }

    [Fact]
    public async Task Options_Undefined_AreTheDefaults()
    {
        var answer = await EvaluateAsync(
            """
            async () => {
              const none = Object.fromEntries(["endpoint", "context", "contentType", "headers", "credentials", "transports", "lanes", "hash", "resume"]
                .map(name => [name, undefined]));
              return settled(up("defaults.bin", none).result);
            }
            """);

        Assert.Equal("s1", answer.GetString());
    }

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(text => text.GetString()!);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(WaitLimit.Duration);
        while (!condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private Task<JsonElement> EvaluateAsync(string function, object? argument = null) =>
        _page!.EvaluateAsync(function, argument).WaitAsync(2 * WaitLimit.Duration, TestContext.Current.CancellationToken);

    /// <summary>Leaves an upload of ten parts, of which the first ones have arrived, as a page does that is reloaded.</summary>
    private async Task InterruptAsync(string name)
    {
        using var gate = Hold("store/6");
        await EvaluateAsync(
            """
            async name => {
              const upload = up(name, { lanes: 1 });
              const { list } = await import("/saving/database.js");
              await until(async () => (await list())[0]?.checksums.filter(Boolean).length === 5);
              return true;
            }
            """,
            name);
        await _page!.ReloadAsync();
        await EvaluateAsync(Tools);
        gate.Open();
        App.Hook = null;
    }

    /// <summary>Lets requests for a path wait until the gate is opened.</summary>
    private Gate Hold(string path)
    {
        var gate = new Gate();
        App.Hook = async (context, requested) =>
        {
            if (requested == path)
            {
                await gate.Opened.WaitAsync(context.RequestAborted);
            }

            return false;
        };
        return gate;
    }

    private sealed class Gate : IDisposable
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Opened => _opened.Task;

        public void Open() => _opened.TrySetResult();

        public void Dispose() => Open();
    }
}
