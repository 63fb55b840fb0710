using System.Net;
using System.Text.Json.Nodes;
using PresignKit.Client.Tests.Fakes;

namespace PresignKit.Client.Tests.EndToEnd;

/// <summary>Uploads that are interrupted at any step go on in another process, from what was saved.</summary>
public sealed class ResumeTests
{
    private const int Size = 16_000_000;
    private const int Parts = 4;

    /// <summary>Every request of an upload: to the store or the application, its number, and whether it was answered.</summary>
    public static TheoryData<bool, int, bool> Steps { get; } = new(
        from isStore in (bool[])[true, false]
        from step in Enumerable.Range(1, isStore ? Parts : 3)
        from isAnswered in (bool[])[true, false]
        select (isStore, step, isAnswered));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Resume_AfterTwoParts_SendsOnlyTheOthers(bool isSequential)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(Size);
        var state = await InterruptAsync(site, content, request: 3);
        var before = site.StoreLine.Requests.Count;
        var progress = new ProgressLog();
        var source = isSequential
            ? UploadSource.FromFactory(_ => new(new ForwardStream(content)), Size, "data.bin")
            : UploadSource.FromMemory(content, "data.bin");
        using var another = site.ClientWith(new());

        var result = await another.ResumeAsync(source, UploadState.FromJson(state!), progress: progress, cancellationToken: Cancellation);

        await site.ShouldHoldAsync(result, content);
        Assert.Equal(2, site.StoreLine.Requests.Count - before);
        Assert.Equal(2 * Site.PartSize, progress.Last.ResumedBytes);
        progress.ShouldBeMonotonic(Size);
    }

    /// <summary>The process dies at a request to the application or the store, before it is sent or after it was answered.</summary>
    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Resume_KilledAtAnyStep_Arrives(bool isStore, int step, bool isAnswered)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(Size);
        var state = await InterruptAsync(site, content, step, isStore, isAnswered);
        using var another = site.ClientWith(new());
        var source = UploadSource.FromMemory(content, "data.bin");

        var result = state is null
            ? await another.UploadAsync(source, new() { Policy = "files" }, cancellationToken: Cancellation)
            : await another.ResumeAsync(source, UploadState.FromJson(state), cancellationToken: Cancellation);

        if (state is null && isAnswered)
        {
            // The application opened a slot that nobody learned of. Its sweep removes it.
            Assert.Equal(1, await site.OpenUploadsAsync());
            return;
        }

        await site.ShouldHoldAsync(result, content);
    }

    [Fact]
    public async Task Resume_StateFromTheStartOnly_FindsThePartsAtTheStore()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(Size);
        var state = Without(await InterruptAsync(site, content, request: 4), "checksums");
        var progress = new ProgressLog();

        var result = await site.Client.ResumeAsync(
            UploadSource.FromMemory(content, "data.bin"), UploadState.FromJson(state), progress: progress, cancellationToken: Cancellation);

        await site.ShouldHoldAsync(result, content);
        Assert.Equal(3 * Site.PartSize, progress.Last.ResumedBytes);
    }

    [Fact]
    public async Task Resume_SourceDiffersInAPartThatWasSent_IsRefused()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(Size);
        var state = UploadState.FromJson((await InterruptAsync(site, content, request: 3))!);
        content[100] ^= 1;

        var failure = await Assert.ThrowsAsync<UploadException>(
            () => site.Client.ResumeAsync(UploadSource.FromMemory(content, "data.bin"), state, cancellationToken: Cancellation));

        Assert.Equal("source-changed", failure.Code);
        Assert.Equal(0, site.AppLine.Count("/slots/complete"));
        await site.Client.AbortAsync(failure.State!, Cancellation);
        Assert.Equal(0, await site.OpenUploadsAsync());
    }

    [Fact]
    public async Task Resume_SourceDiffersAndNothingWasSaved_SendsWhatDiffers()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(Size);
        var state = Without(await InterruptAsync(site, content, request: 4), "checksums");
        content[100] ^= 1;

        var result = await site.Client.ResumeAsync(
            UploadSource.FromMemory(content, "data.bin"), UploadState.FromJson(state), cancellationToken: Cancellation);

        await site.ShouldHoldAsync(result, content);
    }

    [Fact]
    public async Task Resume_SourceOfAnotherSize_IsRefusedBeforeAnyRequest()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(Size);
        var state = UploadState.FromJson((await InterruptAsync(site, content, request: 3))!);
        var before = site.AppLine.Requests.Count;

        var failure = await Assert.ThrowsAsync<UploadException>(
            () => site.Client.ResumeAsync(UploadSource.FromMemory(content.AsMemory(1), "data.bin"), state, cancellationToken: Cancellation));

        Assert.Equal("source-changed", failure.Code);
        Assert.Equal(before, site.AppLine.Requests.Count);
    }

    [Theory]
    [InlineData("files", Size)]
    [InlineData("files", 1000)]
    [InlineData("form", 1000)]
    public async Task Resume_CompletedBefore_ReturnsTheSameResult(string policy, int size)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(size);
        var source = UploadSource.FromMemory(content, "data.bin");
        string? state = null;
        var first = await site.Client.UploadAsync(source, new() { Policy = policy, SaveState = Save(saved => state = saved) }, null, Cancellation);
        var before = site.StoreLine.Requests.Count;

        var progress = new ProgressLog();
        var second = await site.Client.ResumeAsync(source, UploadState.FromJson(state!), progress: progress, cancellationToken: Cancellation);

        progress.ShouldBeMonotonic(size);
        Assert.Equal((first.Id, first.Key, first.Size), (second.Id, second.Key, second.Size));
        Assert.Equal(before, site.StoreLine.Requests.Count);
        await site.ShouldHoldAsync(second, content);
    }

    [Theory]
    [InlineData("files")]
    [InlineData("form")]
    public async Task Resume_SingleFileThatDidNotArrive_IsSentThroughANewSlot(string policy)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(1000);
        var state = await InterruptAsync(site, content, request: 1, policy: policy);

        var result = await site.Client.ResumeAsync(
            UploadSource.FromMemory(content, "data.bin"), UploadState.FromJson(state!), cancellationToken: Cancellation);

        await site.ShouldHoldAsync(result, content);
        Assert.Equal(2, site.AppLine.Count("/files/slots"));
    }

    [Fact]
    public async Task Resume_TokenThatExpired_IsRenewedFirst()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(Size);
        var document = JsonNode.Parse((await InterruptAsync(site, content, request: 3))!)!;
        document["expiresAt"] = "2020-01-01T00:00:00Z";
        var before = site.AppLine.Requests.Count;

        var result = await site.Client.ResumeAsync(
            UploadSource.FromMemory(content, "data.bin"), UploadState.FromJson(document.ToJsonString()), cancellationToken: Cancellation);

        await site.ShouldHoldAsync(result, content);
        Assert.EndsWith("/slots/renew", site.AppLine.Requests.ElementAt(before).RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Abort_AnUploadInParts_LeavesNothingAndEndsIt()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(Size);
        var state = UploadState.FromJson((await InterruptAsync(site, content, request: 3))!);
        Assert.Equal(1, await site.OpenUploadsAsync());

        await site.Client.AbortAsync(state, Cancellation);
        await site.Client.AbortAsync(state, Cancellation);
        var failure = await Assert.ThrowsAsync<UploadException>(
            () => site.Client.ResumeAsync(UploadSource.FromMemory(content, "data.bin"), state, cancellationToken: Cancellation));

        Assert.Equal(("slot-ended", HttpStatusCode.Gone), (failure.Code, failure.StatusCode));
        Assert.Equal(0, await site.OpenUploadsAsync());
        Assert.Empty(await site.KeysAsync());
    }

    [Theory]
    [InlineData("files")]
    [InlineData("form")]
    public async Task Abort_ASingleFile_LeavesNothing(string policy)
    {
        await using var site = await Site.StartAsync();
        var state = await InterruptAsync(site, Site.Content(1000), request: 1, isAnswered: true, policy: policy);

        await site.Client.AbortAsync(UploadState.FromJson(state!), Cancellation);

        Assert.Equal(0, await site.OpenUploadsAsync());
        Assert.Empty(await site.KeysAsync());
    }

    [Fact]
    public async Task Abort_ACompletedUpload_SaysSo()
    {
        await using var site = await Site.StartAsync();
        string? state = null;
        await site.Client.UploadAsync(
            UploadSource.FromMemory(Site.Content(1000), "data.bin"), new() { Policy = "files", SaveState = Save(saved => state = saved) }, null, Cancellation);

        var failure = await Assert.ThrowsAsync<UploadException>(() => site.Client.AbortAsync(UploadState.FromJson(state!), Cancellation));

        Assert.Equal("upload-completed", failure.Code);
    }

    [Fact]
    public async Task SaveState_Throws_EndsTheUploadWithThat()
    {
        await using var site = await Site.StartAsync();
        UploadOptions options = new() { Policy = "files", SaveState = (_, _) => throw new InvalidTimeZoneException("disk") };

        var failure = await Assert.ThrowsAsync<InvalidTimeZoneException>(
            () => site.Client.UploadAsync(UploadSource.FromMemory(Site.Content(10), "data.bin"), options, null, Cancellation));

        Assert.Equal("disk", failure.Message);
    }

    private static Func<UploadState, CancellationToken, ValueTask> Save(Action<string> save) => (state, _) =>
    {
        save(state.ToJson());
        return default;
    };

    private static string Without(string? state, string name)
    {
        var document = JsonNode.Parse(state!)!.AsObject();
        document.Remove(name);
        return document.ToJsonString();
    }

    /// <summary>Cancels an upload at a request, and returns what was saved until then.</summary>
    private static async Task<string?> InterruptAsync(
        Site site, byte[] content, int request, bool isStore = true, bool isAnswered = false, string policy = "files")
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var line = isStore ? site.StoreLine : site.AppLine;
        if (isAnswered)
        {
            line.After = (_, number, response) => number == request ? Stop() : response;
        }
        else
        {
            line.Before = (_, number, _) => number == request ? throw Stopped() : Line.GoOn;
        }

        string? state = null;
        using var client = site.ClientWith(new() { ParallelParts = 1 });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.UploadAsync(
            UploadSource.FromMemory(content, "data.bin"), new() { Policy = policy, SaveState = Save(saved => state = saved) }, null, stop.Token));
        (line.Before, line.After) = ((_, _, _) => Line.GoOn, (_, _, response) => response);
        return state;

        HttpResponseMessage Stop() => throw Stopped();

        OperationCanceledException Stopped()
        {
            stop.Cancel();
            return new(stop.Token);
        }
    }
}
