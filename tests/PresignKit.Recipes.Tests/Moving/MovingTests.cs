using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Minio;
using PresignKit.LocalS3;
using PresignKit.Recipes.Tests.Hosting;
using PresignKit.S3;

namespace PresignKit.Recipes.Tests.Moving;

/// <summary>The code of docs/recipes/moving-from-awssdk-and-minio.md: what it did before, it does after.</summary>
public sealed class MovingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("presignkit-moving-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Download_BeforeAndAfter_ReturnsTheSameBytes()
    {
        await using var store = await StartStoreAsync();
        await using var app = await StartAppAsync(store);
        using var aws = Aws(store);
        using var minio = Minio(store);
        using var browser = new HttpClient();
        await app.Services.GetRequiredService<IObjectStore>().PutAsync(
            new("pictures/a.png"), new MemoryStream(Files.Png()), "image/png", cancellationToken: Cancellation);

        string[] urls =
        [
            await BeforeAndAfter.DownloadWithAwsAsync(aws),
            await BeforeAndAfter.DownloadWithMinioAsync(minio),
            await BeforeAndAfter.DownloadAsync(app.Services.GetRequiredService<IPresignedUrlIssuer>(), Cancellation),
        ];

        foreach (var url in urls)
        {
            Assert.Equal(Files.Png(), await browser.GetByteArrayAsync(Plain(url), Cancellation));
        }
    }

    [Fact]
    public async Task Upload_Before_StoresWhateverIsSent()
    {
        await using var store = await StartStoreAsync();
        using var aws = Aws(store);
        using var minio = Minio(store);
        using var browser = new HttpClient();
        foreach (var url in (string[])[await BeforeAndAfter.UploadWithAwsAsync(aws), await BeforeAndAfter.UploadWithMinioAsync(minio)])
        {
            // A page of any size, twice: neither the content nor the size is limited, and nothing is written only once.
            using var first = await browser.PutAsync(Plain(url), Page(100), Cancellation);
            using var second = await browser.PutAsync(Plain(url), Page(100_000), Cancellation);

            Assert.True(first.IsSuccessStatusCode && second.IsSuccessStatusCode);
        }

        static ByteArrayContent Page(int size) => new([.. "<!doctype html>"u8, .. new byte[size]]) { Headers = { ContentType = new("image/png") } };
    }

    [Fact]
    public async Task Upload_After_StoresOneVerifiedPicture()
    {
        await using var store = await StartStoreAsync();
        await using var app = await StartAppAsync(store);
        var issuer = app.Services.GetRequiredService<IPresignedUrlIssuer>();
        var verifier = app.Services.GetRequiredService<IUploadVerifier>();
        Assert.Equal(70, Files.Png().Length);
        var slot = await BeforeAndAfter.UploadAsync(issuer, Cancellation);
        await Assert.ThrowsAsync<HttpRequestException>(() => SlotRequests.SendAsync(slot.Request!, Files.Png(1), Cancellation));

        await SlotRequests.SendAsync(slot.Request!, Files.Png(), Cancellation);
        var key = await BeforeAndAfter.CompleteAsync(verifier, slot.Declaration, Cancellation);

        Assert.Equal(70, (await app.Services.GetRequiredService<IObjectStore>().FindAsync(key!, Cancellation))?.Size);
        await Assert.ThrowsAsync<HttpRequestException>(() => SlotRequests.SendAsync(slot.Request!, Files.Png(), Cancellation));
    }

    [Fact]
    public async Task Upload_AfterWithAPage_IsRefusedAndDeleted()
    {
        await using var store = await StartStoreAsync();
        await using var app = await StartAppAsync(store);
        var slot = await BeforeAndAfter.UploadAsync(app.Services.GetRequiredService<IPresignedUrlIssuer>(), Cancellation);
        await SlotRequests.SendAsync(slot.Request!, [.. "<!doctype html>"u8, .. new byte[55]], Cancellation);

        var key = await BeforeAndAfter.CompleteAsync(app.Services.GetRequiredService<IUploadVerifier>(), slot.Declaration, Cancellation);

        Assert.Null(key);
        Assert.Null(await app.Services.GetRequiredService<IObjectStore>().FindAsync(slot.Key, Cancellation));
    }

    // The AWS SDK signs https; the scheme is not part of the signature.
    private static string Plain(string url) => url.Replace("https://", "http://", StringComparison.Ordinal);

    private static AmazonS3Client Aws(LocalS3Server store) => new(
        new BasicAWSCredentials("test", "test-secret"),
        new AmazonS3Config { ServiceURL = store.Endpoint, AuthenticationRegion = "us-east-1", ForcePathStyle = true });

    private static IMinioClient Minio(LocalS3Server store) => new MinioClient()
        .WithEndpoint(new Uri(store.Endpoint).Authority)
        .WithCredentials("test", "test-secret")
        .WithRegion("us-east-1")
        .WithSSL(false)
        .Build();

    private static Task<RecipeApp> StartAppAsync(LocalS3Server store) => RecipeApp.StartAsync(presignKit => presignKit
        .AddS3("media", s3 =>
        {
            (s3.Bucket, s3.Endpoint, s3.Profile) = ("media", store.Endpoint, S3Profiles.Local);
            (s3.AccessKeyId, s3.SecretAccessKey) = ("test", "test-secret");
        })
        .AddUploadPolicy("picture", policy =>
        {
            policy.AllowedContentTypes = ["image/png"];
            policy.MaximumSize = 1024 * 1024;
        }));

    private Task<LocalS3Server> StartStoreAsync() => LocalS3Server.StartAsync(
        new() { Directory = _folder, AccessKeyId = "test", SecretAccessKey = "test-secret", Buckets = ["media"] }, cancellationToken: Cancellation);
}
