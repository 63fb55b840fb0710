using Microsoft.Extensions.DependencyInjection;
using PresignKit.Recipes.Tests.Hosting;

namespace PresignKit.Recipes.Tests.Testing;

/// <summary>What docs/recipes/testing.md says about the clock: it also applies to the backend's requests to the embedded store.</summary>
public sealed class SweepTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_ClockThreeDaysLater_FindsWhatNobodyCompleted()
    {
        await using var factory = new PicturesFactory();
        var uploader = new Uploader(factory.CreateClient());
        var slot = await uploader.OpenAsync("picture", "a.png", "image/png", Files.Png(), Cancellation);
        using var sent = await Uploader.SendAsync(slot, Files.Png(), Cancellation);
        Assert.True(sent.IsSuccessStatusCode);
        var sweeper = factory.Services.GetRequiredService<IUploadSweeper>();

        var now = await sweeper.SweepAsync("media", cancellationToken: Cancellation);
        factory.Time.Advance(TimeSpan.FromDays(3));
        var later = await sweeper.SweepAsync("media", cancellationToken: Cancellation);

        Assert.Equal(0, now.Removed);
        Assert.Equal(1, later.Removed);
        Assert.True(later.IsComplete, later.ToString());
    }
}
