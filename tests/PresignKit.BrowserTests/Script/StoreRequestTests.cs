using System.Text.Json;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Script;

/// <summary>When presignkit.js gives a request up, by a clock that the tests turn.</summary>
public sealed class StoreRequestTests(Chromium chromium) : IAsyncLifetime
{
    private const string Begin =
        """
        async path => {
          const { send } = await import("/transfer/store-request.js");
          const body = new Blob([new Uint8Array(20 * 1024 * 1024)]);
          window.sent = 0;
          window.answer = null;
          send({ method: "PUT", url: location.origin + path }, body, {
            signal: new AbortController().signal,
            onProgress: loaded => { window.sent = loaded; },
          }).then(answer => { window.answer = answer; });
          return body.size;
        }
        """;

    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private ScriptPage? _page;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _page = await ScriptPage.OpenAsync(chromium);

        // From then on only the tests move it, however long the machine takes.
        await _page.Clock.InstallAsync(new() { TimeDate = Start });
        await _page.Clock.PauseAtAsync(Start.AddDays(1));
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
    public async Task Send_NothingMovesFor30Seconds_IsGivenUp()
    {
        var size = (await _page!.EvaluateAsync(Begin, "/deaf")).GetInt64();
        var sent = await StandStillAsync();
        Assert.InRange(sent, 1, size - 1);

        await _page.Clock.FastForwardAsync(28_000);
        Assert.Equal(JsonValueKind.Null, (await AnswerAsync()).ValueKind);
        await _page.Clock.FastForwardAsync(4_000);

        var answer = await WaitForAnswerAsync();
        Assert.Equal((0, true, true), (Status(answer), Flag(answer, "stalled"), Flag(answer, "lostHalfway")));
    }

    [Fact]
    public async Task Send_NoAnswerForTenMinutesAfterLastByte_IsGivenUp()
    {
        var size = (await _page!.EvaluateAsync(Begin, "/mute")).GetInt64();
        using var limit = new CancellationTokenSource(WaitLimit.Duration);
        while (await SentAsync() < size)
        {
            await Task.Delay(50, limit.Token);
        }

        await _page.Clock.FastForwardAsync(590_000);
        Assert.Equal(JsonValueKind.Null, (await AnswerAsync()).ValueKind);
        await _page.Clock.FastForwardAsync(15_000);

        var answer = await WaitForAnswerAsync();
        Assert.Equal((0, true, false), (Status(answer), Flag(answer, "stalled"), Flag(answer, "lostHalfway")));
    }

    private static int Status(JsonElement answer) => answer.GetProperty("status").GetInt32();

    private static bool Flag(JsonElement answer, string name) => answer.GetProperty(name).GetBoolean();

    /// <summary>Waits until nothing more can be sent.</summary>
    private async Task<long> StandStillAsync()
    {
        long before = -1, sent = 0;
        using var limit = new CancellationTokenSource(WaitLimit.Duration);
        while (sent == 0 || sent != before)
        {
            before = sent;
            await Task.Delay(500, limit.Token);
            sent = await SentAsync();
        }

        return sent;
    }

    private async Task<long> SentAsync() => (await _page!.EvaluateAsync("() => window.sent")).GetInt64();

    private async Task<JsonElement> WaitForAnswerAsync()
    {
        JsonElement answer;
        using var limit = new CancellationTokenSource(WaitLimit.Duration);
        while ((answer = await AnswerAsync()).ValueKind == JsonValueKind.Null)
        {
            await Task.Delay(50, limit.Token);
        }

        return answer;
    }

    private async Task<JsonElement> AnswerAsync() => (await _page!.EvaluateAsync("() => ({ answer: window.answer })")).GetProperty("answer");
}
