using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PresignKit.Recipes.Tests.Hosting;

namespace PresignKit.Recipes.Tests.Testing;

// <recipe:factory-test>
public sealed class PicturesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_Picture_IsShown()
    {
        await using var factory = new PicturesFactory();
        var uploader = new Uploader(factory.CreateClient());

        var picture = await uploader.UploadAsync("picture", "a.png", "image/png", Files.Png(), Cancellation);

        Assert.Equal(Files.Png(), await uploader.DownloadAsync(picture.GetProperty("id").GetString()!, Cancellation));
    }

    [Fact]
    public async Task Upload_AfterTheSlotHasExpired_IsRefusedByTheStore()
    {
        await using var factory = new PicturesFactory();
        var uploader = new Uploader(factory.CreateClient());
        var slot = await uploader.OpenAsync("picture", "a.png", "image/png", Files.Png(), Cancellation);

        factory.Time.Advance(TimeSpan.FromMinutes(2));

        using var sent = await Uploader.SendAsync(slot, Files.Png(), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, sent.StatusCode);
        using var completed = await uploader.CompleteAsync(slot, Cancellation);
        var problem = await completed.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("not-uploaded", problem.GetProperty("code").GetString());
    }
}

// </recipe:factory-test>
