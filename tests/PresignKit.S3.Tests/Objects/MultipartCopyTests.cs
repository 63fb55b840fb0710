using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.LocalS3;
using PresignKit.Providers;
using PresignKit.S3.Objects;
using PresignKit.S3.Settings;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Objects;

/// <summary>Copies in parts. The limits are small, so that a few megabytes suffice instead of 5 GiB.</summary>
public sealed class MultipartCopyTests : IAsyncLifetime
{
    private const int MiB = 1024 * 1024;

    private static readonly CopyLimits Small = new(LargestRequest: 6 * MiB, PartSize: 5 * MiB);
    private static readonly ObjectKey Source = new("uploads/a b.mp4");
    private static readonly ObjectKey Copy = new("accepted/a b.mp4");

    private readonly string _directory = Directory.CreateTempSubdirectory("presignkit-copy-").FullName;
    private LocalS3Server _server = null!;
    private AmazonS3Client _client = null!;
    private S3ObjectStore _objects = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await LocalS3Server.StartAsync(new()
        {
            Directory = _directory, AccessKeyId = TestApp.AccessKey, SecretAccessKey = TestApp.Secret, Buckets = ["media-bucket"],
        });
        var settings = S3StoreSettingsBuilder.Build(
            "media",
            new()
            {
                Bucket = "media-bucket", Region = "us-east-1", Endpoint = _server.Endpoint, AccessKeyId = TestApp.AccessKey, SecretAccessKey = TestApp.Secret,
            },
            [])!;
        _client = S3ClientFactory.Create(settings, settings.Credentials!, TimeProvider.System);
        _objects = new(settings, _client, Small);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Copy_LargerThanOneRequest_HasSameContentAndSpecifiedAttributes()
    {
        var body = new byte[12 * MiB];
        new Random(1).NextBytes(body);
        var version = await PutAsync(body);

        await _objects.CopyAsync(
            Source,
            version,
            Copy,
            new()
            {
                CacheControl = "no-cache",
                ContentLanguage = "fr",
                Tags = StoredAttributes.None.Tags.Add("state", "accepted"),
                Metadata = StoredAttributes.None.Metadata.Add("reviewed", "no"),
            },
            Cancellation);

        using var copy = await _client.GetObjectAsync("media-bucket", Copy.Value, Cancellation);
        Assert.EndsWith("-3\"", copy.ETag, StringComparison.Ordinal);
        using var bytes = new MemoryStream();
        await copy.ResponseStream.CopyToAsync(bytes, Cancellation);
        Assert.True(body.AsSpan().SequenceEqual(bytes.ToArray()));
        Assert.Equal(
            ("video/mp4", "no-cache", null, "fr", "no"),
            (copy.Headers.ContentType, copy.Headers.CacheControl, copy.Headers.ContentDisposition, copy.ContentLanguage, copy.Metadata["reviewed"]));
        Assert.Null(copy.Headers.ContentEncoding);
        Assert.Null(copy.Metadata["sender"]);
        var tags = await _client.GetObjectTaggingAsync(new() { BucketName = "media-bucket", Key = Copy.Value }, Cancellation);
        Assert.Equal(("state", "accepted"), (Assert.Single(tags.Tagging).Key, tags.Tagging[0].Value));
        await AssertNoOpenUploadAsync();
    }

    [Fact]
    public async Task Copy_LargestSizeForOneRequest_IsOneRequest()
    {
        var version = await PutAsync(new byte[6 * MiB]);

        await _objects.CopyAsync(Source, version, Copy, StoredAttributes.None, Cancellation);

        Assert.Equal(version.ETag, (await _objects.FindAsync(Copy, Cancellation))!.ETag);
    }

    [Fact]
    public async Task Copy_PartRefused_AbortsTheUploadAndReportsTheReason()
    {
        using var store = new CannedStore { Limits = Small };
        store
            .Answer(
                HttpStatusCode.OK, "", ("Content-Length", $"{6 * MiB + 1}"), ("Content-Type", "video/mp4"), ("ETag", "\"e1\""))
            .Answer(
                HttpStatusCode.OK,
                "<InitiateMultipartUploadResult><UploadId>upload-1</UploadId></InitiateMultipartUploadResult>",
                ("Content-Type", "application/xml"))
            .AnswerError(HttpStatusCode.PreconditionFailed, "PreconditionFailed");

        var failure = await Assert.ThrowsAsync<StoreException>(
            async () => await store.Objects.CopyAsync(Source, new(6 * MiB + 1, "video/mp4", "\"e1\"", default), Copy, StoredAttributes.None, Cancellation));

        Assert.Equal(ErrorCodes.ObjectChanged, failure.Code);
        var parts = store.Requests.Where(request => request.Headers.Contains("x-amz-copy-source")).ToArray();
        Assert.NotEmpty(parts);
        Assert.All(parts, part => Assert.Equal("\"e1\"", part.Headers.GetValues("x-amz-copy-source-if-match").Single()));
        var abort = store.Requests[^1];
        Assert.Equal(HttpMethod.Delete, abort.Method);
        Assert.Contains("uploadId=upload-1", abort.RequestUri!.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1:0-0")]
    [InlineData(10, "1:0-9")]
    [InlineData(11, "1:0-9,2:10-10")]
    [InlineData(30, "1:0-9,2:10-19,3:20-29")]
    public void Parts_AnySize_CoverEveryByteOnce(long size, string expected) => Assert.Equal(
        expected, string.Join(',', new CopyLimits(5, 10).Parts(size).Select(part => $"{part.Number}:{part.First}-{part.Last}")));

    [Fact]
    public void Parts_LargestObject_DoNotExceedTheMaximumCount()
    {
        var size = 5L * 1024 * 1024 * MiB;
        var parts = CopyLimits.Default.Parts(size).ToArray();

        Assert.Equal(10_000, parts.Length);
        Assert.Equal(size - 1, parts[^1].Last);
        Assert.All(parts, part => Assert.InRange(part.Last - part.First + 1, 1, 5L * 1024 * MiB));
    }

    private async Task<ObjectProperties> PutAsync(byte[] body)
    {
        var request = new PutObjectRequest { BucketName = "media-bucket", Key = Source.Value, InputStream = new MemoryStream(body) };
        request.Headers.ContentType = "video/mp4";
        request.Headers.CacheControl = "max-age=60";
        request.Headers.ContentDisposition = "inline";
        request.Headers["Content-Language"] = "de-CH";
        request.Headers.ContentEncoding = "gzip";
        request.Metadata["reviewed"] = "yes";
        request.Metadata["sender"] = "another-user";
        await _client.PutObjectAsync(request, Cancellation);
        return (await _objects.FindAsync(Source, Cancellation))!;
    }

    private async Task AssertNoOpenUploadAsync()
    {
        var open = await _client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = "media-bucket" }, Cancellation);
        Assert.Empty(open.MultipartUploads ?? []);
    }
}
