using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.LocalS3;
using PresignKit.Recipes.Tests.Hosting;
using PresignKit.S3;

namespace PresignKit.Recipes.Tests.Moving;

/// <summary>The code of docs/migrating.md: what it did before, it does after.</summary>
public sealed partial class MovingTests : IDisposable
{
    private static readonly string[] Keys = ["pictures/a.png", "pictures/b c.png"];

    private readonly string _folder = Directory.CreateTempSubdirectory("presignkit-moving-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Download_BeforeAndAfter_ReturnsTheSameBytesAndHeaders()
    {
        await using var store = await StartStoreAsync();
        await using var app = await StartAppAsync(store);
        using var aws = BeforeAndAfter.AwsClient(store.Endpoint);
        using var minio = BeforeAndAfter.MinioClient(store.Endpoint);
        await StoreAsync(app, Keys[0]);

        string[] urls =
        [
            await BeforeAndAfter.DownloadWithAwsAsync(aws),
            await BeforeAndAfter.DownloadWithMinioAsync(minio),
            await BeforeAndAfter.DownloadAsync(app.Services.GetRequiredService<IPresignedUrlIssuer>(), Cancellation),
        ];

        foreach (var url in urls)
        {
            using var answer = await SendAsync("GET", url);
            Assert.Equal(Files.Png(), await answer.Content.ReadAsByteArrayAsync(Cancellation));
            Assert.Equal("image/png", answer.Content.Headers.ContentType?.ToString());
            Assert.Equal("a.png", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Equal(TimeSpan.FromMinutes(1), answer.Headers.CacheControl?.MaxAge);
            Assert.True(answer.Headers.CacheControl?.Private);
        }
    }

    [Fact]
    public async Task List_BeforeAndAfter_ReturnsTheSameBytes()
    {
        await using var store = await StartStoreAsync();
        await using var app = await StartAppAsync(store);
        using var aws = BeforeAndAfter.AwsClient(store.Endpoint);
        await StoreAsync(app, Keys[0]);
        await StoreAsync(app, Keys[1]);

        var before = BeforeAndAfter.ListWithAws(aws, Keys).ToList();
        var after = (await BeforeAndAfter.ListAsync(app.Services.GetRequiredService<IPresignedUrlIssuer>(), Keys, Cancellation)).ToList();

        Assert.Equal(before.Select(PathOf), after.Select(PathOf));
        foreach (var url in before.Concat(after))
        {
            using var answer = await SendAsync("GET", url);
            Assert.Equal(Files.Png(), await answer.Content.ReadAsByteArrayAsync(Cancellation));
        }
    }

    [Fact]
    public async Task NamedList_After_ReturnsEachUnderItsName()
    {
        await using var store = await StartStoreAsync();
        await using var app = await StartAppAsync(store);
        await StoreAsync(app, Keys[0]);
        await StoreAsync(app, Keys[1]);

        var urls = await BeforeAndAfter.NamedListAsync(
            app.Services.GetRequiredService<IPresignedUrlIssuer>(), [(Keys[0], "one.png"), (Keys[1], "two.png")], Cancellation);

        foreach (var (url, name) in urls.Zip(["one.png", "two.png"]))
        {
            using var answer = await SendAsync("GET", url);
            Assert.Equal($"attachment; filename=\"{name}\"", answer.Content.Headers.ContentDisposition?.ToString());
        }
    }

    [Fact]
    public async Task HeadAndDelete_BeforeAndAfter_DoTheSame()
    {
        await using var store = await StartStoreAsync();
        await using var app = await StartAppAsync(store);
        using var aws = BeforeAndAfter.AwsClient(store.Endpoint);
        var tools = app.Services.GetRequiredService<ITrustedToolUrlIssuer>();
        (string Head, string Delete)[] both =
        [
            (await BeforeAndAfter.HeadWithAwsAsync(aws), await BeforeAndAfter.DeleteWithAwsAsync(aws)),
            (await BeforeAndAfter.HeadAsync(tools, Cancellation), await BeforeAndAfter.DeleteAsync(tools, Cancellation)),
        ];

        foreach (var (head, delete) in both)
        {
            await StoreAsync(app, Keys[0]);
            using var there = await SendAsync("HEAD", head);
            using var read = await SendAsync("GET", head);
            using var deleted = await SendAsync("DELETE", delete);
            using var gone = await SendAsync("HEAD", head);

            Assert.Equal(70, there.Content.Headers.ContentLength);
            Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
            Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, gone.StatusCode));
        }
    }

    [Fact]
    public async Task Other_BeforeAndAfter_SignTheSameParameters()
    {
        await using var store = await StartStoreAsync();
        await using var app = await StartAppAsync(store);
        using var aws = BeforeAndAfter.AwsClient(store.Endpoint);
        await StoreAsync(app, Keys[0]);

        var before = await BeforeAndAfter.OtherWithAwsAsync(aws);
        var after = await BeforeAndAfter.OtherAsync(app.Services.GetRequiredService<IUnrestrictedUrlSigner>(), Cancellation);

        Assert.Equal(["versionId=null", "x-album=7", "x-amz-request-payer=requester"], Parameters(before));
        Assert.Equal(Parameters(before), Parameters(after));
        using var first = await SendAsync("GET", before);
        using var second = await SendAsync("GET", after);
        Assert.Equal(first.StatusCode, second.StatusCode);
        Assert.NotEqual(HttpStatusCode.Forbidden, second.StatusCode);
    }

    [Fact]
    public async Task Upload_BeforeWithAws_IsLimitedOnlyIfEachHeaderIsSet()
    {
        await using var store = await StartStoreAsync();
        using var aws = BeforeAndAfter.AwsClient(store.Endpoint);
        var url = await UploadsBeforeAndAfter.UploadWithAwsAsync(aws, size: 70);

        using var other = await PutAsync(url, Files.Png(1), WithHeaders);
        using var page = await PutAsync(url, [.. "<!doctype html>"u8, .. new byte[55]], WithHeaders);

        // The content is anybody's guess, because nothing verifies it.
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (other.StatusCode, page.StatusCode));

        static void WithHeaders(HttpRequestMessage request)
        {
            request.Headers.TryAddWithoutValidation("Cache-Control", "max-age=86400");
            request.Headers.TryAddWithoutValidation("If-None-Match", "*");
            request.Headers.TryAddWithoutValidation("x-amz-meta-source", "web");
        }
    }

    [Fact]
    public async Task Upload_BeforeWithMinio_StoresWhateverIsSent()
    {
        await using var store = await StartStoreAsync();
        using var minio = BeforeAndAfter.MinioClient(store.Endpoint);
        var url = await UploadsBeforeAndAfter.UploadWithMinioAsync(minio);

        // A page of any size, twice: neither the content nor the size is limited, and nothing is written only once.
        foreach (var size in (int[])[100, 100_000])
        {
            using var answer = await PutAsync(url, [.. "<!doctype html>"u8, .. new byte[size]]);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Upload_After_StoresOneVerifiedPicture()
    {
        await using var store = await StartStoreAsync();
        await using var app = await StartAppAsync(store);
        var slot = await UploadsBeforeAndAfter.UploadAsync(app.Services.GetRequiredService<IPresignedUrlIssuer>(), size: 70, Cancellation);
        await Assert.ThrowsAsync<HttpRequestException>(() => SlotRequests.SendAsync(slot.Request!, Files.Png(1), Cancellation));

        await SlotRequests.SendAsync(slot.Request!, Files.Png(), Cancellation);
        var key = await CompleteAsync(app, slot.Declaration);

        var found = await app.Services.GetRequiredService<IObjectStore>().FindAsync(key!, Cancellation);
        Assert.Equal((70, "image/png", "web"), (found!.Size, found.ContentType, found.Metadata["source"]));
        await Assert.ThrowsAsync<HttpRequestException>(() => SlotRequests.SendAsync(slot.Request!, Files.Png(), Cancellation));
    }

    [Fact]
    public async Task Upload_AfterWithAPage_IsRefusedAndDeleted()
    {
        await using var store = await StartStoreAsync();
        await using var app = await StartAppAsync(store);
        var slot = await UploadsBeforeAndAfter.UploadAsync(app.Services.GetRequiredService<IPresignedUrlIssuer>(), size: 70, Cancellation);
        await SlotRequests.SendAsync(slot.Request!, [.. "<!doctype html>"u8, .. new byte[55]], Cancellation);

        Assert.Null(await CompleteAsync(app, slot.Declaration));
        Assert.Null(await app.Services.GetRequiredService<IObjectStore>().FindAsync(slot.Key, Cancellation));
    }

    [Fact]
    public async Task Form_BeforeAndAfter_TakesAnySizeWithinTheLimits()
    {
        await using var store = await StartStoreAsync();
        await using var app = await StartAppAsync(store);
        using var aws = BeforeAndAfter.AwsClient(store.Endpoint);
        using var minio = BeforeAndAfter.MinioClient(store.Endpoint);

        var ofAws = await UploadsBeforeAndAfter.FormWithAwsAsync(aws);
        var ofMinio = await UploadsBeforeAndAfter.FormWithMinioAsync(minio);
        var slot = await UploadsBeforeAndAfter.FormAsync(app.Services.GetRequiredService<IPresignedUrlIssuer>(), Cancellation);

        foreach (var request in (PresignedUpload[])
            [
                new("POST", ofAws.Url, fields: [.. ofAws.Fields]),
                new("POST", ofMinio.Url.AbsoluteUri, fields: [.. ofMinio.Fields, KeyValuePair.Create("Content-Type", "image/png")]),
                slot.Request!,
            ])
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => SlotRequests.SendAsync(request, Files.Png(1024 * 1024), Cancellation));
            await SlotRequests.SendAsync(request, Files.Png(1_000), Cancellation);
        }

        var key = await CompleteAsync(app, slot.Declaration);
        Assert.Equal(1_070, (await app.Services.GetRequiredService<IObjectStore>().FindAsync(key!, Cancellation))?.Size);
        Assert.Equal(GuaranteeLevel.EnforcedByStore, slot.Guarantees.Size);
    }

    [Fact]
    public async Task Encryption_BeforeAndAfter_IsSigned()
    {
        using var aws = BeforeAndAfter.AwsClient("https://s3.eu-central-1.amazonaws.com");
        await using var app = await RecipeApp.StartAsync(
            presignKit => UploadsBeforeAndAfter.EncryptionPolicy(presignKit.AddS3("media", s3 =>
            {
                (s3.Bucket, s3.Region, s3.AccessKeyId, s3.SecretAccessKey) = ("media", "eu-central-1", "test", "test-secret");
                s3.Profile = S3Profiles.Aws;
            })),
            settings: new Dictionary<string, string?>
            {
                ["PresignKit:StartupCheck"] = "Off", ["PresignKit:UploadPolicies:letter:AllowUnknownSize"] = "true",
            });

        // Of unknown size, so that opening the slot sends nothing to Amazon.
        var slot = await app.Services.GetRequiredService<IPresignedUrlIssuer>().OpenUploadSlotAsync(
            new() { Policy = "letter", FileName = "a.pdf", ContentType = "application/pdf", Size = null, Transports = [UploadTransport.Put] }, Cancellation);

        const string method = "x-amz-server-side-encryption", key = "x-amz-server-side-encryption-aws-kms-key-id";
        Assert.Equal(("aws:kms", "alias/letters"), (slot.Request!.Headers[method], slot.Request.Headers[key]));
        foreach (var url in (string[])[UploadsBeforeAndAfter.EncryptionWithAws(aws), slot.Request.RevealUrl()])
        {
            Assert.Contains($"{method}%3B{key}", new Uri(url).Query, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Parts_BeforeAndAfter_BecomeOneObject()
    {
        const int partSize = 5 * 1024 * 1024;
        await using var store = await StartStoreAsync();
        await using var app = await StartAppAsync(store);
        using var aws = BeforeAndAfter.AwsClient(store.Endpoint);
        var file = Files.Png(partSize);

        var upload = await aws.InitiateMultipartUploadAsync("media", "scans/a.png", Cancellation);
        using var part = await PutAsync(await UploadsBeforeAndAfter.PartWithAwsAsync(aws, "scans/a.png", upload.UploadId, 1), file, contentType: null);
        await aws.CompleteMultipartUploadAsync(
            new() { BucketName = "media", Key = "scans/a.png", UploadId = upload.UploadId, PartETags = [new(1, part.Headers.ETag!.Tag)] }, Cancellation);

        var (declaration, parts) = await UploadsBeforeAndAfter.PartsAsync(
            app.Services.GetRequiredService<IPresignedUrlIssuer>(), app.Services.GetRequiredService<IMultipartSlots>(), file.Length, Cancellation);
        var plan = declaration.GetPartPlan()!;
        foreach (var signed in parts.Parts)
        {
            var bytes = file.AsSpan((int)plan.OffsetOf(signed.Number), (int)plan.SizeOf(signed.Number)).ToArray();
            using var wrong = await PutAsync(signed.Request.RevealUrl(), [.. bytes, 0], contentType: null);
            Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
            using var right = await PutAsync(signed.Request.RevealUrl(), bytes, contentType: null);
            Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        }

        var objects = app.Services.GetRequiredService<IObjectStore>();
        Assert.Equal(file.Length, (await objects.FindAsync(new("scans/a.png"), Cancellation))?.Size);
        Assert.Equal(file.Length, (await objects.FindAsync((await CompleteAsync(app, declaration))!, Cancellation))?.Size);
    }

    private static Task<ObjectKey?> CompleteAsync(RecipeApp app, DeclaredUpload declaration) =>
        UploadsBeforeAndAfter.CompleteAsync(app.Services.GetRequiredService<IUploadVerifier>(), declaration, Cancellation);

    private static Task<bool> StoreAsync(RecipeApp app, string key) => app.Services.GetRequiredService<IObjectStore>().PutAsync(
        new(key), new MemoryStream(Files.Png()), "image/png", cancellationToken: Cancellation);

    private static async Task<HttpResponseMessage> SendAsync(string method, string url)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new(method), url);
        return await client.SendAsync(request, Cancellation);
    }

    private static async Task<HttpResponseMessage> PutAsync(
        string url, byte[] body, Action<HttpRequestMessage>? change = null, string? contentType = "image/png")
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = contentType is null ? null : new(contentType);
        change?.Invoke(request);
        return await client.SendAsync(request, Cancellation);
    }

    private static string PathOf(string url) => new Uri(url).AbsolutePath;

    /// <summary>What was signed in addition to the signature itself.</summary>
    private static string[] Parameters(string url) =>
        [.. new Uri(url).Query.TrimStart('?').Split('&').Where(pair => !Signature().IsMatch(pair)).Order(StringComparer.Ordinal)];

    [GeneratedRegex("^X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature)=")]
    private static partial Regex Signature();

    private static Task<RecipeApp> StartAppAsync(LocalS3Server store) => RecipeApp.StartAsync(presignKit =>
    {
        BeforeAndAfter.Client(presignKit, store.Endpoint);
        BeforeAndAfter.DownloadPolicy(presignKit);
        UploadsBeforeAndAfter.UploadPolicy(presignKit);
        UploadsBeforeAndAfter.FormPolicy(presignKit);
        presignKit.AddUploadPolicy("scan", policy =>
            (policy.AllowedContentTypes, policy.MaximumSize, policy.PartSize) = (["image/png"], 1024L * 1024 * 1024, PartPlan.MinimumPartSize));
    });

    private Task<LocalS3Server> StartStoreAsync() => LocalS3Server.StartAsync(
        new() { Directory = _folder, AccessKeyId = "test", SecretAccessKey = "test-secret", Buckets = ["media"] }, cancellationToken: Cancellation);
}
