using System.Net;
using PresignKit.Client.Tests.Fakes;

namespace PresignKit.Client.Tests.EndToEnd;

/// <summary>A real application and a real store: what arrives is what was read, and nothing is left over.</summary>
public sealed class UploadTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("files", 0)]
    [InlineData("files", 1)]
    [InlineData("files", 1_500_000)]
    [InlineData("parts", 0)]
    [InlineData("parts", 1)]
    [InlineData("form", 0)]
    [InlineData("form", 1_500_000)]
    [InlineData("files", 5 * 1024 * 1024)]
    [InlineData("files", (5 * 1024 * 1024) + 1)]
    [InlineData("files", 15 * 1024 * 1024)]
    [InlineData("files", 23_000_001)]
    public async Task Upload_AnySize_ArrivesAsItIs(string policy, int size)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(size);
        var progress = new ProgressLog();

        var result = await site.Client.UploadAsync(UploadSource.FromMemory(content, "data.bin"), new() { Policy = policy }, progress, Cancellation);

        await site.ShouldHoldAsync(result, content);
        progress.ShouldBeMonotonic(size);
        Assert.Equal(0, progress.Last.Retries);
        Assert.True(result.IsTransferChecked);
        Assert.Equal("data.bin", result.Properties["title"].GetString());
        Assert.Equal("application/octet-stream", result.ContentType);
        Assert.Equal($"{result.Id}: {result.Key} (application/octet-stream, {size} bytes)", result.ToString());
        Assert.Equal(size > Site.PartSize ? 0 : 1, site.StoreLine.Requests.Count(request => Line.PartOf(request) == 0 || size <= Site.PartSize));
        Assert.All(site.StoreLine.Requests, request => Assert.Equal(policy == "form" ? HttpMethod.Post : HttpMethod.Put, request.Method));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("stream")]
    [InlineData("seekable factory")]
    [InlineData("sequential factory")]
    [InlineData("large parts, sequential")]
    public async Task Upload_AnySource_ArrivesInParts(string kind)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(16_000_000);
        var opened = 0;
        using var file = new TemporaryFile(content);
        using var stream = new MemoryStream([1, 2, 3, .. content]) { Position = 3 };
        var source = kind switch
        {
            "file" => UploadSource.FromFile(file.Path),
            "stream" => UploadSource.FromStream(stream, "data.bin"),
            "seekable factory" => UploadSource.FromFactory(_ => Open(new MemoryStream(content)), content.Length, "data.bin"),
            _ => UploadSource.FromFactory(_ => Open(new ForwardStream(content)), content.Length, "data.bin"),
        };
        using var client = site.ClientWith(new() { MaximumBuffer = kind == "large parts, sequential" ? 1000 : 64 * 1024 * 1024 });

        var result = await client.UploadAsync(source, new() { Policy = "files" }, cancellationToken: Cancellation);

        await site.ShouldHoldAsync(result, content);
        Assert.Equal(4, site.StoreLine.Requests.Count);
        Assert.Equal(kind.Contains("factory", StringComparison.Ordinal) || kind.StartsWith("large", StringComparison.Ordinal) ? 1 : 0, opened);
        Assert.True(stream.CanRead);
        if (kind == "large parts, sequential")
        {
            Assert.Equal(1, site.StoreLine.MostInFlight);
        }

        ValueTask<Stream> Open(Stream opening)
        {
            opened++;
            return new(opening);
        }
    }

    [Fact]
    public async Task Upload_SeveralParts_GoAtTheSameTimeWithinTheLimit()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(40_000_000);
        var three = new TaskCompletionSource();
        var waiting = 0;
        site.StoreLine.Before = async (_, _, _) =>
        {
            if (Interlocked.Increment(ref waiting) == 3)
            {
                three.SetResult();
            }

            await three.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
            return null;
        };
        using var client = site.ClientWith(new() { ParallelParts = 3 });

        var result = await client.UploadAsync(UploadSource.FromMemory(content, "data.bin"), new() { Policy = "files" }, cancellationToken: Cancellation);

        await site.ShouldHoldAsync(result, content);
        Assert.Equal(3, site.StoreLine.MostInFlight);
    }

    [Fact]
    public async Task Upload_RequestsToTheStore_CarryNothingOfTheApplications()
    {
        await using var site = await Site.StartAsync();

        await site.Client.UploadAsync(UploadSource.FromMemory(Site.Content(11_000_000), "data.bin"), new() { Policy = "files" }, null, Cancellation);

        Assert.NotEmpty(site.StoreLine.Requests);
        Assert.All(site.StoreLine.Requests, request =>
        {
            Assert.Null(request.Headers.Authorization);
            Assert.False(request.Headers.Contains("Cookie"));
            Assert.Null(request.Content!.Headers.ContentType);
        });
        Assert.All(site.AppLine.Requests, request => Assert.Equal("Bearer the-users-own", request.Headers.Authorization!.ToString()));
    }

    [Fact]
    public async Task Upload_WithTheDefaultStoreClient_Arrives()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(6_000_000);
        using var client = new UploadClient(site.Application, new(site.Application.BaseAddress!, "files/"));
        await site.Client.AbortAsync(await StateOfAsync(site, content), Cancellation);

        var result = await client.UploadAsync(UploadSource.FromMemory(content, "data.bin"), new() { Policy = "files" }, cancellationToken: Cancellation);

        await site.ShouldHoldAsync(result, content);
    }

    [Fact]
    public async Task Upload_PolicyThatRequiresAChecksum_DeclaresIt()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(200_000);
        var source = UploadSource.FromMemory(content, "data.bin");

        var failure = await Assert.ThrowsAsync<UploadException>(
            () => site.Client.UploadAsync(source, new() { Policy = "checked" }, cancellationToken: Cancellation));
        var result = await site.Client.UploadAsync(source, new() { Policy = "checked", DeclareSha256 = true }, cancellationToken: Cancellation);

        Assert.Equal("checksum-required", failure.Code);
        Assert.Null(failure.State);
        await site.ShouldHoldAsync(result, content);
    }

    [Fact]
    public async Task Upload_ThePolicyRefuses_HasCodeStatusAndLimit()
    {
        await using var site = await Site.StartAsync();
        var source = UploadSource.FromFactory(_ => new(new ForwardStream([])), 100_000_000, "data.bin");

        var failure = await Assert.ThrowsAsync<UploadException>(
            () => site.Client.UploadAsync(source, new() { Policy = "files" }, cancellationToken: Cancellation));
        var unknown = await Assert.ThrowsAsync<UploadException>(
            () => site.Client.UploadAsync(source, new() { Policy = "nothing" }, cancellationToken: Cancellation));

        Assert.Equal(("too-large", HttpStatusCode.RequestEntityTooLarge), (failure.Code, failure.StatusCode));
        Assert.Equal("67108864", failure.Limit);
        Assert.NotEmpty(failure.Message);
        Assert.Equal(("unknown-policy", HttpStatusCode.NotFound), (unknown.Code, unknown.StatusCode));
        Assert.Equal(2, site.AppLine.Requests.Count);
    }

    [Fact]
    public async Task Upload_Context_ReachesTheApplication()
    {
        await using var site = await Site.StartAsync();
        UploadOptions options = new() { Policy = "files", FileName = "other.bin", Context = new Dictionary<string, string> { ["album"] = "7" } };

        await site.Client.UploadAsync(UploadSource.FromMemory(Site.Content(10), "data.bin"), options, cancellationToken: Cancellation);

        var ticket = Assert.Single(site.Catalog.Tickets);
        Assert.Equal(("other.bin", "7"), (ticket.FileName, ticket.Context["album"]));
    }

    private static async Task<UploadState> StateOfAsync(Site site, byte[] content)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        UploadState? state = null;
        site.StoreLine.Before = async (_, _, _) =>
        {
            await stop.CancelAsync();
            return null;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => site.Client.UploadAsync(
            UploadSource.FromMemory(content, "data.bin"),
            new()
            {
                Policy = "files",
                SaveState = (saved, _) =>
                {
                    state = saved;
                    return default;
                },
            },
            cancellationToken: stop.Token));
        site.StoreLine.Before = (_, _, _) => Line.GoOn;
        return state!;
    }
}
