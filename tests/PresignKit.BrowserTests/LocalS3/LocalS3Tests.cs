using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Tests;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.LocalS3;

/// <inheritdoc/>
[Collection(LocalS3Group.Name)]
public sealed class LocalS3UploadTests(LocalS3Site site, Footage footage) : UploadTests(site, footage);

/// <inheritdoc/>
[Collection(LocalS3Group.Name)]
public sealed class LocalS3PlaybackTests(LocalS3Site site, Footage footage) : PlaybackTests(site, footage);

/// <inheritdoc/>
[Collection(LocalS3Group.Name)]
public sealed class LocalS3LibraryTests(LocalS3Site site, Footage footage) : LibraryTests(site, footage);

/// <inheritdoc/>
[Collection(LocalS3Group.Name)]
public sealed class LocalS3TranscriptTests(LocalS3Site site, Footage footage) : TranscriptTests(site, footage);

/// <inheritdoc/>
[Collection(LocalS3Group.Name)]
public sealed class LocalS3RefusalTests(LocalS3Site site, Footage footage) : RefusalTests(site, footage);

/// <inheritdoc/>
[Collection(LocalS3Group.Name)]
public sealed class LocalS3InterruptionTests(LocalS3Site site, Footage footage) : InterruptionTests(site, footage);

/// <inheritdoc/>
[Collection(LocalS3Group.Name)]
public sealed class LocalS3ReloadTests(LocalS3Site site, Footage footage) : ReloadTests(site, footage);

/// <inheritdoc/>
[Collection(LocalS3Group.Name)]
public sealed class LocalS3AccessibilityTests(LocalS3Site site, Footage footage) : AccessibilityTests(site, footage);

/// <inheritdoc/>
[Collection(StreamingLocalS3Group.Name)]
public sealed class LocalS3StreamTests(StreamingLocalS3Site site, Footage footage) : StreamTests(site, footage)
{
    [Fact]
    public async Task Upload_Video_BecomesAStreamInTwoQualities()
    {
        var visitor = await VisitAsync();
        var (id, _) = await visitor.UploadAsync(Footage.FilmNamed("ladder.mp4"));
        var view = await visitor.OpenMediaAsync(id);

        // While ffmpeg works, the file is played, and goes on when the stream is there.
        await Expect(visitor.Hook("quality")).ToBeVisibleAsync(new() { Timeout = (float)WaitLimit.Duration.TotalMilliseconds });
        await visitor.Hook("quality").SelectOptionAsync("180p");

        await WaitForHeightAsync(view, 180);
        Assert.InRange(await view.WaitUntilLoadedAsync(), Footage.FilmSeconds - 1, Footage.FilmSeconds + 1);
        await Expect(visitor.Hook("pictures").Locator("img")).ToHaveCountAsync(10);
    }
}

/// <inheritdoc/>
[Collection(ShortLivedLocalS3Group.Name)]
public sealed class LocalS3ExpiryTests(ShortLivedLocalS3Site site, Footage footage) : ExpiryTests(site, footage)
{
    [Fact]
    public async Task Parts_UrlsExpireDuringUpload_AreSignedAgain()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(0);
        var slot = await visitor.ChooseAsync(Footage.FilmNamed("slow.mp4"));
        await WaitForHeldUploadAsync();
        await WaitUntilAfterAsync(slot.ExpiresAt);

        Site.Store.Release();

        var (_, key) = await visitor.WaitUntilWatchableAsync("slow.mp4");
        Assert.Equal(slot.Key, key);
        Assert.Equal(Footage.FilmSize, (await Site.FindObjectAsync(key))?.Size);
    }
}
