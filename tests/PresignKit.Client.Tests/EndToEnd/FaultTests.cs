using System.Net;
using PresignKit.Client.Tests.Fakes;

namespace PresignKit.Client.Tests.EndToEnd;

/// <summary>Connections that break, servers that fail, and networks that lie: what arrives is what was read, or the failure says what was wrong.</summary>
public sealed class FaultTests
{
    private const int Size = 16_000_000;

    private static readonly UploadOptions Files = new() { Policy = "files" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task Upload_StoreAnswersOnceWith_SendsThePartAgainWithAFreshUrl(int status)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(Size);
        var progress = new ProgressLog();
        site.StoreLine.Before = Once(2, request => Task.FromResult<HttpResponseMessage?>(Reply.Of(status, "<Error><Code>Whatever</Code></Error>")));

        var result = await Fast(site).UploadAsync(UploadSource.FromMemory(content, "data.bin"), Files, progress, Cancellation);

        await site.ShouldHoldAsync(result, content);
        progress.ShouldBeMonotonic(Size);
        Assert.Equal(1, progress.Last.Retries);
        Assert.Equal(2, site.AppLine.Count("/slots/parts"));
        Assert.Equal(2, site.StoreLine.Requests.Count(request => Line.PartOf(request) == 2));
    }

    [Fact]
    public async Task Upload_ConnectionBreaksInAPart_SendsItAgainAndProgressDoesNotFall()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(Size);
        var progress = new ProgressLog();
        site.StoreLine.Before = Once(3, async request =>
        {
            await request.Content!.CopyToAsync(new BreakingStream(4_000_000), Cancellation);
            return null;
        });

        var result = await Fast(site).UploadAsync(UploadSource.FromMemory(content, "data.bin"), Files, progress, Cancellation);

        await site.ShouldHoldAsync(result, content);
        progress.ShouldBeMonotonic(Size);
        Assert.Equal(1, progress.Last.Retries);
    }

    [Theory]
    [InlineData("files", Size)]
    [InlineData("files", 100_000)]
    [InlineData("form", 100_000)]
    public async Task Upload_AnswerOfTheStoreIsLost_SendsAgain(string policy, int size)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(size);
        site.StoreLine.After = (_, number, response) => number == 1 ? throw new HttpRequestException("reset") : response;

        var result = await Fast(site).UploadAsync(UploadSource.FromMemory(content, "data.bin"), new() { Policy = policy }, null, Cancellation);

        await site.ShouldHoldAsync(result, content);
    }

    [Fact]
    public async Task Upload_ConnectionStalls_SendsThePartAgain()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(Size);
        site.StoreLine.Before = async (request, number, cancellation) =>
        {
            if (number == 2)
            {
                await request.Content!.CopyToAsync(new StallingStream(1_000_000), cancellation);
            }

            return null;
        };

        using var client = site.ClientWith(new() { TimeProvider = new FastTime(), StallTimeout = TimeSpan.FromSeconds(3) });

        var result = await client.UploadAsync(UploadSource.FromMemory(content, "data.bin"), Files, null, Cancellation);

        await site.ShouldHoldAsync(result, content);
        Assert.True(site.StoreLine.Requests.Count >= 5);
    }

    [Fact]
    public async Task Upload_StalledAgainAndAgain_FailsAsStalledAndCanBeResumed()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(Size);
        site.StoreLine.Before = async (request, _, cancellation) =>
        {
            await request.Content!.CopyToAsync(new StallingStream(1_000_000), cancellation);
            return null;
        };
        using var client = site.ClientWith(new() { TimeProvider = new FastTime(), MaximumAttempts = 2, StallTimeout = TimeSpan.FromSeconds(1) });

        var failure = await Assert.ThrowsAsync<UploadException>(
            () => client.UploadAsync(UploadSource.FromMemory(content, "data.bin"), Files, null, Cancellation));
        site.StoreLine.Before = (_, _, _) => Line.GoOn;
        var result = await client.ResumeAsync(UploadSource.FromMemory(content, "data.bin"), failure.State!, cancellationToken: Cancellation);

        Assert.Equal("stalled", failure.Code);
        await site.ShouldHoldAsync(result, content);
    }

    [Fact]
    public async Task Upload_SlowButMoving_IsNotStalled()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(6_000_000);
        site.StoreLine.Before = async (request, number, cancellation) =>
        {
            if (number == 1)
            {
                using var slow = new SlowStream(TimeSpan.FromMilliseconds(150));
                await request.Content!.CopyToAsync(slow, cancellation);
                request.Content = new ByteArrayContent(slow.ToArray());
            }

            return null;
        };
        var progress = new ProgressLog();
        using var client = site.ClientWith(new() { TimeProvider = new FastTime(), StallTimeout = TimeSpan.FromSeconds(6) });

        var result = await client.UploadAsync(UploadSource.FromMemory(content, "data.bin"), Files, progress, Cancellation);

        await site.ShouldHoldAsync(result, content);
        Assert.Equal(0, progress.Last.Retries);
    }

    [Fact]
    public async Task Upload_RetryAfter_IsKept()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(Size);
        var time = new FastTime();
        site.StoreLine.Before = Once(1, _ => Task.FromResult<HttpResponseMessage?>(Reply.Of(503, retryAfter: TimeSpan.FromSeconds(17))));
        using var client = site.ClientWith(new() { TimeProvider = time });

        var result = await client.UploadAsync(UploadSource.FromMemory(content, "data.bin"), Files, null, Cancellation);

        await site.ShouldHoldAsync(result, content);
        Assert.Contains(time.Waits, wait => wait >= TimeSpan.FromSeconds(17) && wait < TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task Upload_RetryAfterThatIsTooLong_FailsAtOnce()
    {
        await using var site = await Site.StartAsync();
        site.AppLine.Before = (_, _, _) => Task.FromResult<HttpResponseMessage?>(Reply.Problem(429, "too-many-slots", TimeSpan.FromHours(1)));

        var failure = await Assert.ThrowsAsync<UploadException>(
            () => Fast(site).UploadAsync(UploadSource.FromMemory(new byte[1], "data.bin"), Files, null, Cancellation));

        Assert.Equal(("too-many-slots", "7", TimeSpan.FromHours(1)), (failure.Code, failure.Limit, failure.RetryAfter));
        Assert.Single(site.AppLine.Requests);
    }

    [Theory]
    [InlineData(403, "store-refused", 3)]
    [InlineData(500, "store-failed", 4)]
    [InlineData(405, "store-refused", 1)]
    [InlineData(302, "answer-invalid", 3)]
    public async Task Upload_StoreAlwaysAnswersWith_FailsAfterBoundedAttemptsWithoutSecrets(int status, string code, int attempts)
    {
        await using var site = await Site.StartAsync();
        site.StoreLine.Before = (_, _, _) => Task.FromResult<HttpResponseMessage?>(Reply.Of(
            status, "<Error><Code>AccessDenied</Code><Message>secret</Message><StringToSign>secret</StringToSign></Error>"));
        using var client = site.ClientWith(new() { TimeProvider = new FastTime(), MaximumAttempts = 4, ParallelParts = 1 });

        var failure = await Assert.ThrowsAsync<UploadException>(
            () => client.UploadAsync(UploadSource.FromMemory(Site.Content(Size), "data.bin"), Files, null, Cancellation));

        Assert.Equal((code, (HttpStatusCode)status), (failure.Code, failure.StatusCode));
        Assert.Equal(status == 302 ? null : "AccessDenied", failure.StoreCode);
        Assert.Equal(attempts, site.StoreLine.Requests.Count);
        Assert.NotNull(failure.State);
        foreach (var secret in (string[])["secret", "X-Amz", "Signature", TokenOf(failure.State!)])
        {
            Assert.DoesNotContain(secret, failure.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(secret, $"{failure.State}", StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("files", Size)]
    [InlineData("files", 100_000)]
    [InlineData("form", 100_000)]
    public async Task Upload_CaptivePortalAnswersForTheStoreOnce_SendsAgain(string policy, int size)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(size);
        site.StoreLine.Before = async (request, number, cancellation) =>
        {
            if (number > 1)
            {
                return null;
            }

            await request.Content!.CopyToAsync(Stream.Null, cancellation);
            return Reply.Page();
        };

        var result = await Fast(site).UploadAsync(UploadSource.FromMemory(content, "data.bin"), new() { Policy = policy }, null, Cancellation);

        await site.ShouldHoldAsync(result, content);
    }

    [Theory]
    [InlineData("files", Size)]
    [InlineData("files", 100_000)]
    [InlineData("form", 100_000)]
    public async Task Upload_APartDidNotReachTheStoreThoughItWasAnswered_IsSentAgain(string policy, int size)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(size);
        var progress = new ProgressLog();
        site.StoreLine.Before = async (request, number, cancellation) =>
        {
            if (number > 1)
            {
                return null;
            }

            await request.Content!.CopyToAsync(Stream.Null, cancellation);
            return new(HttpStatusCode.OK);
        };

        var result = await Fast(site).UploadAsync(UploadSource.FromMemory(content, "data.bin"), new() { Policy = policy }, progress, Cancellation);

        await site.ShouldHoldAsync(result, content);
        progress.ShouldBeMonotonic(size);
        Assert.Equal(1, progress.Last.Retries);
    }

    [Theory]
    [InlineData("files", Size)]
    [InlineData("files", 100_000)]
    public async Task Upload_DamagedOnTheWay_IsFoundAndSentAgain(string policy, int size)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(size);
        site.StoreLine.Before = (request, number, _) => number == 1 ? DamageAsync(request) : Line.GoOn;

        var result = await Fast(site).UploadAsync(UploadSource.FromMemory(content, "data.bin"), new() { Policy = policy }, null, Cancellation);

        await site.ShouldHoldAsync(result, content, leftovers: 1);
    }

    /// <summary>At a store whose ETags are MD5s, the damaged part alone is sent again, and nothing is left.</summary>
    [Fact]
    public async Task Upload_PartDamagedAtStoreThatReportsMd5_SendsThatPartAgain()
    {
        await using var site = await Site.StartAsync(profile: S3Profiles.Local with { ComputesCrc64Nvme = Capability.No });
        var content = Site.Content(Size);
        site.StoreLine.Before = (request, number, _) => number == 2 ? DamageAsync(request) : Line.GoOn;

        var result = await Fast(site).UploadAsync(UploadSource.FromMemory(content, "data.bin"), Files, null, Cancellation);

        await site.ShouldHoldAsync(result, content);
        Assert.True(result.IsTransferChecked);
        Assert.Equal(5, site.StoreLine.Requests.Count);
    }

    [Fact]
    public async Task Upload_AlwaysDamagedOnTheWay_Fails()
    {
        await using var site = await Site.StartAsync();
        site.StoreLine.Before = (request, _, _) => DamageAsync(request);

        var failure = await Assert.ThrowsAsync<UploadException>(
            () => Fast(site).UploadAsync(UploadSource.FromMemory(Site.Content(6_000_000), "data.bin"), Files, null, Cancellation));

        Assert.Contains(failure.Code, (string[])["transfer-mismatch", "parts-differ"]);
        Assert.Equal(0, site.Catalog.Count);
        Assert.Equal(3, (await site.KeysAsync()).Count);
    }

    [Fact]
    public async Task Upload_ChecksumsThatCannotBeCompared_AreLeftOut()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(1000);
        site.AppLine.Before = OncePath("slots/complete", () => Reply.Problem(400, "transfer-checksums-invalid"));

        var result = await site.Client.UploadAsync(UploadSource.FromMemory(content, "data.bin"), Files, null, Cancellation);

        Assert.False(result.IsTransferChecked);
        await site.ShouldHoldAsync(result, content);
    }

    [Theory]
    [InlineData("files")]
    [InlineData("form")]
    public async Task Upload_SomethingIsAlreadyThere_IsComparedByTheServer(string policy)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(1000);
        var lost = 0;
        site.StoreLine.After = (_, _, response) =>
        {
            response.Dispose();
            return Interlocked.Exchange(ref lost, 1) == 0 ? Reply.Of(412, "<Error><Code>PreconditionFailed</Code></Error>") : response;
        };

        var result = await site.Client.UploadAsync(UploadSource.FromMemory(content, "data.bin"), new() { Policy = policy }, null, Cancellation);

        Assert.True(result.IsTransferChecked);
        await site.ShouldHoldAsync(result, content);
        Assert.Single(site.StoreLine.Requests);
    }

    [Theory]
    [InlineData("files")]
    [InlineData("form")]
    public async Task Upload_UrlOfASingleRequestIsRefused_OpensANewSlotAndAbortsTheOld(string policy)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(1000);
        site.StoreLine.Before = (_, number, _) =>
            number == 1 ? Task.FromResult<HttpResponseMessage?>(Reply.Of(403, "<Error><Code>AccessDenied</Code></Error>")) : Line.GoOn;

        var result = await site.Client.UploadAsync(UploadSource.FromMemory(content, "data.bin"), new() { Policy = policy }, null, Cancellation);

        await site.ShouldHoldAsync(result, content);
        Assert.Equal(2, site.AppLine.Count("/files/slots"));
    }

    [Fact]
    public async Task Upload_Canceled_ThrowsWithTheCallersToken()
    {
        await using var site = await Site.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        site.StoreLine.Before = async (_, _, cancellation) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return null;
        };

        var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => site.Client.UploadAsync(UploadSource.FromMemory(Site.Content(Size), "data.bin"), Files, null, stop.Token));

        Assert.Equal(stop.Token, canceled.CancellationToken);
        Assert.Equal(1, await site.OpenUploadsAsync());
    }

    [Theory]
    [InlineData("slots", 503)]
    [InlineData("slots/parts", 503)]
    [InlineData("slots/parts", 502)]
    [InlineData("slots/complete", 503)]
    [InlineData("slots/complete", 500)]
    public async Task Upload_ApplicationFailsOnce_AsksAgain(string path, int status)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(6_000_000);
        site.AppLine.Before = OncePath(path, () => status == 502 ? Reply.Page(502) : Reply.Problem(status, "store-busy", TimeSpan.FromSeconds(1)));

        var result = await Fast(site).UploadAsync(UploadSource.FromMemory(content, "data.bin"), Files, null, Cancellation);

        await site.ShouldHoldAsync(result, content);
    }

    [Theory]
    [InlineData("slots/parts")]
    [InlineData("slots/complete")]
    public async Task Upload_AnswerOfTheApplicationIsCut_AsksAgain(string path)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(6_000_000);
        var isCut = 0;
        site.AppLine.After = (request, _, response) =>
        {
            if (request.RequestUri!.AbsolutePath == $"/files/{path}" && Interlocked.Exchange(ref isCut, 1) == 0)
            {
                var type = response.Content.Headers.ContentType;
                response.Content = new StreamContent(new BreakingReadStream("{\"id\":\"1\",\"par"u8.ToArray()));
                response.Content.Headers.ContentType = type;
            }

            return response;
        };

        var result = await Fast(site).UploadAsync(UploadSource.FromMemory(content, "data.bin"), Files, null, Cancellation);

        await site.ShouldHoldAsync(result, content);
        Assert.Equal(1, isCut);
    }

    [Fact]
    public async Task Upload_TokenExpires_IsRenewedAndSaved()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(6_000_000);
        var tokens = new List<string>();
        site.AppLine.Before = OncePath("slots/complete", () => Reply.Problem(410, "token-expired"));
        UploadOptions options = new()
        {
            Policy = "files",
            SaveState = (state, _) =>
            {
                tokens.Add(TokenOf(state));
                return default;
            },
        };

        var result = await Fast(site).UploadAsync(UploadSource.FromMemory(content, "data.bin"), options, null, Cancellation);

        await site.ShouldHoldAsync(result, content);
        Assert.Equal(1, site.AppLine.Count("/slots/renew"));
        Assert.NotEqual(tokens[0], tokens[^1]);
    }

    [Fact]
    public async Task Upload_TokenIsAboutToExpire_IsRenewedBefore()
    {
        await using var site = await Site.StartAsync(policy => policy.Lifetime = TimeSpan.FromSeconds(40));
        var content = Site.Content(6_000_000);

        var result = await site.Client.UploadAsync(UploadSource.FromMemory(content, "data.bin"), Files, null, Cancellation);

        await site.ShouldHoldAsync(result, content);
        Assert.NotEqual(0, site.AppLine.Count("/slots/renew"));
    }

    [Theory]
    [InlineData("page", "answer-invalid")]
    [InlineData("page 404", "answer-invalid")]
    [InlineData("redirect", "answer-invalid")]
    [InlineData("json", "answer-invalid")]
    [InlineData("array", "answer-invalid")]
    [InlineData("empty", "answer-invalid")]
    [InlineData("401", "authentication-required")]
    [InlineData("403", "access-denied")]
    [InlineData("500", "application-failed")]
    [InlineData("unreachable", "network-failed")]
    [InlineData("problem", "upload-not-allowed")]
    public async Task Upload_ApplicationAnswersWith_FailsWithAClearCode(string answer, string code)
    {
        await using var site = await Site.StartAsync();
        site.AppLine.Before = (_, _, _) => Task.FromResult<HttpResponseMessage?>(answer switch
        {
            "page" => Reply.Page(),
            "page 404" => Reply.Page(404),
            "redirect" => Reply.Of(302),
            "json" => Reply.Of(201, "{\"token\":\"t\"}", "application/json"),
            "array" => Reply.Of(201, "[1", "application/json"),
            "empty" => new HttpResponseMessage(HttpStatusCode.Created),
            "401" => new HttpResponseMessage(HttpStatusCode.Unauthorized),
            "403" => Reply.Page(403),
            "500" => Reply.Page(500),
            "problem" => Reply.Problem(403, "upload-not-allowed"),
            _ => throw new HttpRequestException("no route to host"),
        });
        using var client = site.ClientWith(new() { TimeProvider = new FastTime(), MaximumAttempts = 3 });

        var failure = await Assert.ThrowsAsync<UploadException>(
            () => client.UploadAsync(UploadSource.FromMemory(new byte[1], "data.bin"), Files, null, Cancellation));

        Assert.Equal(code, failure.Code);
        Assert.EndsWith(".", failure.Message, StringComparison.Ordinal);
        Assert.True(answer != "unreachable" || failure.Message.Contains("no route to host. Check", StringComparison.Ordinal), failure.Message);
        Assert.Null(failure.State);
        Assert.InRange(site.AppLine.Requests.Count, 1, 3);
    }

    [Fact]
    public async Task Upload_ProgressThrows_FailsWithThat()
    {
        await using var site = await Site.StartAsync();

        var failure = await Assert.ThrowsAsync<InvalidTimeZoneException>(() => site.Client.UploadAsync(
            UploadSource.FromMemory(Site.Content(6_000_000), "data.bin"), Files, new ThrowingProgress(), Cancellation));

        Assert.Equal("progress", failure.Message);
    }

    private static UploadClient Fast(Site site) => site.ClientWith(new() { TimeProvider = new FastTime() });

    private static string TokenOf(UploadState state) =>
        System.Text.Json.JsonDocument.Parse(state.ToJson()).RootElement.GetProperty("token").GetString()!;

    private static async Task<HttpResponseMessage?> DamageAsync(HttpRequestMessage request)
    {
        using var body = new MemoryStream();
        await request.Content!.CopyToAsync(body, Cancellation);
        var bytes = body.ToArray();
        bytes[bytes.Length / 2] ^= 1;
        var damaged = new ByteArrayContent(bytes);
        foreach (var (name, values) in request.Content.Headers)
        {
            damaged.Headers.TryAddWithoutValidation(name, values);
        }

        request.Content = damaged;
        return null;
    }

    private static Func<HttpRequestMessage, int, CancellationToken, Task<HttpResponseMessage?>> Once(
        int part, Func<HttpRequestMessage, Task<HttpResponseMessage?>> act)
    {
        var done = 0;
        return (request, _, _) => Line.PartOf(request) == part && Interlocked.Exchange(ref done, 1) == 0 ? act(request) : Line.GoOn;
    }

    private static Func<HttpRequestMessage, int, CancellationToken, Task<HttpResponseMessage?>> OncePath(string path, Func<HttpResponseMessage> reply)
    {
        var done = 0;
        return (request, _, _) => request.RequestUri!.AbsolutePath == $"/files/{path}" && Interlocked.Exchange(ref done, 1) == 0
            ? Task.FromResult<HttpResponseMessage?>(reply())
            : Line.GoOn;
    }

    private sealed class ThrowingProgress : IProgress<UploadProgress>
    {
        public void Report(UploadProgress value)
        {
            if (value.BytesSent > 0)
            {
                throw new InvalidTimeZoneException("progress");
            }
        }
    }
}
