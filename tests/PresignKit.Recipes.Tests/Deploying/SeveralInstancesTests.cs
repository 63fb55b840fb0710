using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.LocalS3;
using PresignKit.Recipes.Tests.Deleting;
using PresignKit.Recipes.Tests.Hosting;
using PresignKit.S3;

namespace PresignKit.Recipes.Tests.Deploying;

/// <summary>Two instances of one application with one store, as docs/recipes/deploying.md sets them up.</summary>
public sealed class SeveralInstancesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("presignkit-instances-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.BadRequest)]
    public async Task Complete_ByAnotherInstance_NeedsTheSharedKeyRing(bool isShared, HttpStatusCode expected)
    {
        await using var store = await LocalS3Server.StartAsync(
            new() { Directory = Path.Combine(_folder, "store"), AccessKeyId = "test", SecretAccessKey = "test-secret", Buckets = ["media"] },
            cancellationToken: Cancellation);
        var catalog = new DocumentCatalog();
        await using var first = await StartAsync("first");
        await using var second = await StartAsync("second");
        using var anna = first.As("anna");
        using var annaLater = second.As("anna");
        var slot = await new Uploader(anna).OpenAsync("document", "a.png", "image/png", Files.Png(), Cancellation);
        (await Uploader.SendAsync(slot, Files.Png(), Cancellation)).Dispose();

        using var completed = await new Uploader(annaLater).CompleteAsync(slot, Cancellation);

        Assert.Equal(expected, completed.StatusCode);
        Assert.Equal(isShared ? 1 : 0, catalog.Count);

        Task<RecipeApp> StartAsync(string name) => RecipeApp.StartAsync(
            presignKit =>
            {
                presignKit
                    .AddS3("media", s3 =>
                    {
                        (s3.Bucket, s3.Endpoint, s3.Profile) = ("media", store.Endpoint, S3Profiles.Local);
                        (s3.AccessKeyId, s3.SecretAccessKey) = ("test", "test-secret");
                    })
                    .AddUploadPolicy("document", policy =>
                    {
                        policy.AllowedContentTypes = ["image/png"];
                        policy.MaximumSize = 1024 * 1024;
                    })
                    .AddEndpoints<DocumentUploads>();
                presignKit.Services.AddSingleton(catalog);
                SharedKeyRing.Add(presignKit.Services, Path.Combine(_folder, isShared ? "keys" : $"keys-{name}"));
            },
            app => app.MapPresignKit("/api/uploads").AllowAnonymous());
    }
}
