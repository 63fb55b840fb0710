using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Recipes.Tests.Hosting;

namespace PresignKit.Recipes.Tests.BackendObjects;

/// <summary>The code of docs/recipes/backend-objects.md, on the embedded store.</summary>
public sealed class BackendObjectsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thumbnails_SaveReadListDelete_Work()
    {
        await using var app = await RecipeApp.StartAsync(presignKit => presignKit.AddLocalS3("media"));
        var store = app.Services.GetRequiredService<IObjectStore>();
        var thumbnails = new Thumbnails(store);

        await thumbnails.SaveAsync("a", new MemoryStream(Files.Png()), Cancellation);
        await thumbnails.SaveAsync("a", new MemoryStream(Files.Png(1)), Cancellation);
        await thumbnails.SaveAsync("b", new MemoryStream(Files.Png()), Cancellation);

        Assert.Equal(Files.Png(1), await thumbnails.ReadAsync("a", Cancellation));
        Assert.Null(await thumbnails.ReadAsync("c", Cancellation));
        Assert.Equal("image/png", (await store.FindAsync(new("thumbnails/a.png"), Cancellation))?.ContentType);
        Assert.Equal(0, await thumbnails.DeleteBeforeAsync(DateTimeOffset.UnixEpoch, Cancellation));
        Assert.Equal(2, await thumbnails.DeleteBeforeAsync(DateTimeOffset.MaxValue, Cancellation));
        Assert.Null(await thumbnails.ReadAsync("a", Cancellation));
    }

    [Fact]
    public async Task Client_OfTheStore_HasItsEndpointAndCredentials()
    {
        await using var app = await RecipeApp.StartAsync(presignKit =>
        {
            presignKit.AddLocalS3("media").AddLocalS3("other");
            presignKit.Services.AddSingleton<BucketFolders>();
        });
        var store = app.Services.GetRequiredService<IObjectStore>();
        await store.PutAsync(new("pictures/a.png"), new MemoryStream(Files.Png()), "image/png", cancellationToken: Cancellation);
        await store.PutAsync(new("videos/a.mp4"), new MemoryStream(Files.Mp4()), "video/mp4", cancellationToken: Cancellation);

        Assert.Equal(["pictures/", "videos/"], await app.Services.GetRequiredService<BucketFolders>().ListAsync("media", Cancellation));
        Assert.NotSame(
            app.Services.GetRequiredKeyedService<IAmazonS3>("media"), app.Services.GetRequiredKeyedService<IAmazonS3>("other"));
        Assert.Same(
            app.Services.GetRequiredKeyedService<IAmazonS3>("media"), app.Services.GetRequiredKeyedService<IAmazonS3>("media"));
    }

    [Fact]
    public async Task Client_RegionNotKnownYet_SaysWhatToSet()
    {
        await using var app = await RecipeApp.StartAsync(
            presignKit => presignKit.AddS3("media", s3 =>
            {
                (s3.Bucket, s3.DiscoverRegion, s3.AccessKeyId, s3.SecretAccessKey) = ("my-media", true, "AKIDEXAMPLE", "an-example");
            }),
            settings: new Dictionary<string, string?> { ["PresignKit:StartupCheck"] = "Off" });

        var exception = Assert.Throws<InvalidOperationException>(() => app.Services.GetRequiredKeyedService<IAmazonS3>("media"));

        Assert.Contains("Stores:media:Region", exception.Message, StringComparison.Ordinal);
    }
}
