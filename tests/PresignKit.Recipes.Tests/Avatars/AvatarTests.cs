using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Recipes.Tests.Hosting;

namespace PresignKit.Recipes.Tests.Avatars;

/// <summary>The code of docs/recipes/replacing-under-a-stable-key.md, on the embedded store.</summary>
public sealed class AvatarTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_SecondAvatar_ReplacesTheFirstUnderTheSameKey()
    {
        await using var app = await StartAsync();
        using var anna = app.As("anna");
        var uploader = new Uploader(anna);
        var first = await uploader.OpenAsync("avatar", "me.png", "image/png", Files.Png(), Cancellation);
        (await Uploader.SendAsync(first, Files.Png(), Cancellation)).Dispose();
        var accepted = await RecipeApp.JsonAsync(await uploader.CompleteAsync(first, Cancellation));
        Assert.Equal("avatars/anna.png", accepted.GetProperty("key").GetString());
        Assert.Equal(Files.Png(), await anna.GetByteArrayAsync("/avatars/anna", Cancellation));

        var second = await uploader.UploadAsync("avatar", "me.png", "image/png", Files.Png(9), Cancellation);

        Assert.Equal("avatars/anna.png", second.GetProperty("key").GetString());
        Assert.NotEqual(accepted.GetProperty("version").GetString(), second.GetProperty("version").GetString());
        Assert.Equal(Files.Png(9), await anna.GetByteArrayAsync("/avatars/anna", Cancellation));
        Assert.Equal(Files.Png(9), await uploader.DownloadAsync("anna", Cancellation));
        Assert.Equal(["avatars/anna.png"], await KeysAsync(app));

        // The first slot, completed again, does not bring the old picture back.
        var again = await RecipeApp.JsonAsync(await uploader.CompleteAsync(first, Cancellation));
        Assert.Equal("slot-ended", again.GetProperty("code").GetString());
        Assert.Equal(Files.Png(9), await anna.GetByteArrayAsync("/avatars/anna", Cancellation));
    }

    [Fact]
    public async Task Upload_NotAPicture_LeavesTheOldAvatar()
    {
        await using var app = await StartAsync();
        using var anna = app.As("anna");
        var uploader = new Uploader(anna);
        await uploader.UploadAsync("avatar", "me.png", "image/png", Files.Png(), Cancellation);
        var page = "<!doctype html><script>alert(1)</script>"u8.ToArray();
        var slot = await uploader.OpenAsync("avatar", "me.png", "image/png", page, Cancellation);
        (await Uploader.SendAsync(slot, page, Cancellation)).Dispose();

        using var completed = await uploader.CompleteAsync(slot, Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, completed.StatusCode);
        Assert.Equal(Files.Png(), await anna.GetByteArrayAsync("/avatars/anna", Cancellation));
        Assert.Equal(["avatars/anna.png"], await KeysAsync(app));
    }

    [Fact]
    public async Task Upload_WithoutUser_IsDenied()
    {
        await using var app = await StartAsync();

        await Assert.ThrowsAsync<HttpRequestException>(
            () => new Uploader(app.Client).OpenAsync("avatar", "me.png", "image/png", Files.Png(), Cancellation));
    }

    private static Task<RecipeApp> StartAsync() => RecipeApp.StartAsync(
        presignKit => AvatarSetup.Add(presignKit.AddLocalS3("media")),
        app =>
        {
            app.MapPresignKit("/api/uploads").AllowAnonymous();
            AvatarEndpoints.Map(app);
        });

    private static async Task<List<string>> KeysAsync(RecipeApp app)
    {
        var keys = new List<string>();
        await foreach (var found in app.Services.GetRequiredService<IObjectStore>().ListAsync("", Cancellation))
        {
            keys.Add(found.Key);
        }

        return keys;
    }
}
