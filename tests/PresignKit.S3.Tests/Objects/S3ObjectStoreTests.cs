using System.Net;
using PresignKit.Providers;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Objects;

public sealed class S3ObjectStoreTests : IDisposable
{
    private static readonly ObjectKey Key = new("a b/video.mp4");

    private static readonly ObjectProperties Version = new(7, "video/mp4", "\"e1\"", new(2026, 11, 24, 11, 0, 0, TimeSpan.Zero));

    private readonly CannedStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Find_Object_ReadsItsPropertiesAtTheInternalEndpoint()
    {
        Found(7);

        var found = await _store.Objects.FindAsync(Key, Cancellation);

        Assert.Equal(Version, found);
        var request = Assert.Single(_store.Requests);
        Assert.Equal(HttpMethod.Head, request.Method);
        Assert.Equal("http://store.test:9000/media-bucket/a%20b/video.mp4", request.RequestUri!.AbsoluteUri);
    }

    [Theory]
    [InlineData("https://gateway.test/storage/s3", "https://gateway.test/storage/s3/media-bucket/a%20b/video.mp4")]
    [InlineData("https://gateway.test/storage/s3/", "https://gateway.test/storage/s3/media-bucket/a%20b/video.mp4")]
    [InlineData("http://127.0.0.1:9000", "http://127.0.0.1:9000/media-bucket/a%20b/video.mp4")]
    public async Task Find_AnyFormOfEndpoint_ReceivesTheRequest(string endpoint, string expected)
    {
        using var store = new CannedStore(endpoint);
        store.Answer(HttpStatusCode.NotFound).Answer(HttpStatusCode.OK);

        await store.Objects.FindAsync(Key, Cancellation);

        Assert.Equal(expected, store.Requests[0].RequestUri!.AbsoluteUri);
    }

    [Fact]
    public async Task Find_NoObjectInExistingBucket_IsNull()
    {
        _store.Answer(HttpStatusCode.NotFound).Answer(HttpStatusCode.OK);

        Assert.Null(await _store.Objects.FindAsync(Key, Cancellation));
        Assert.Equal("http://store.test:9000/media-bucket", _store.Requests[1].RequestUri!.AbsoluteUri.TrimEnd('/'));
    }

    [Fact]
    public async Task Find_NoObjectAndNoListPermission_IsNull()
    {
        _store.Answer(HttpStatusCode.NotFound).Answer(HttpStatusCode.Forbidden);

        Assert.Null(await _store.Objects.FindAsync(Key, Cancellation));
    }

    [Fact]
    public async Task Find_NoBucket_IsReported()
    {
        _store.Answer(HttpStatusCode.NotFound);

        await AssertFailsAsync(ErrorCodes.BucketNotFound, "Stores:media:Bucket", o => o.FindAsync(Key, Cancellation));
    }

    [Fact]
    public async Task ReadStart_Object_RequestsARangeOfThatVersion()
    {
        _store.Answer(HttpStatusCode.PartialContent, "hello", ("Content-Range", "bytes 0-4/9"));
        var buffer = new byte[5];

        Assert.Equal(5, await _store.Objects.ReadStartAsync(Key, Version, buffer, Cancellation));

        Assert.Equal("hello"u8.ToArray(), buffer);
        var request = Assert.Single(_store.Requests);
        Assert.Equal("bytes=0-4", request.Headers.GetValues("Range").Single());
        Assert.Equal("\"e1\"", request.Headers.GetValues("If-Match").Single());
    }

    [Fact]
    public async Task ReadStart_StoreThatIgnoresRange_ReadsNoMoreThanTheBuffer()
    {
        _store.Answer(HttpStatusCode.OK, "hello world");
        var buffer = new byte[5];

        Assert.Equal(5, await _store.Objects.ReadStartAsync(Key, Version, buffer, Cancellation));
    }

    [Fact]
    public async Task ReadStart_ShorterObject_ReadsAllOfIt()
    {
        _store.Answer(HttpStatusCode.PartialContent, "hi");

        Assert.Equal(2, await _store.Objects.ReadStartAsync(Key, Version, new byte[64], Cancellation));
    }

    [Fact]
    public async Task ReadStart_EmptyObject_ReadsNothing()
    {
        _store.AnswerError(HttpStatusCode.RequestedRangeNotSatisfiable, "InvalidRange");

        Assert.Equal(0, await _store.Objects.ReadStartAsync(Key, Version, new byte[64], Cancellation));
    }

    [Theory]
    [InlineData(HttpStatusCode.PreconditionFailed, "PreconditionFailed", ErrorCodes.ObjectChanged)]
    [InlineData(HttpStatusCode.NotFound, "NoSuchKey", ErrorCodes.ObjectNotFound)]
    [InlineData(HttpStatusCode.NotFound, "NoSuchBucket", ErrorCodes.BucketNotFound)]
    [InlineData(HttpStatusCode.Forbidden, "AccessDenied", ErrorCodes.StoreAccessDenied)]
    [InlineData(HttpStatusCode.Forbidden, "InvalidAccessKeyId", ErrorCodes.StoreAccessDenied)]
    [InlineData(HttpStatusCode.Forbidden, "SignatureDoesNotMatch", ErrorCodes.StoreAccessDenied)]
    [InlineData(HttpStatusCode.Forbidden, "RequestTimeTooSkewed", ErrorCodes.ClockSkewed)]
    [InlineData(HttpStatusCode.BadRequest, "ExpiredToken", ErrorCodes.CredentialsExpired)]
    [InlineData(HttpStatusCode.BadRequest, "AuthorizationHeaderMalformed", ErrorCodes.RegionMismatch)]
    [InlineData(HttpStatusCode.InternalServerError, "InternalError", ErrorCodes.StoreUnavailable)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "SlowDown", ErrorCodes.StoreBusy)]
    [InlineData(HttpStatusCode.Conflict, "ConditionalRequestConflict", ErrorCodes.StoreBusy)]
    [InlineData(HttpStatusCode.TooManyRequests, "TooManyRequests", ErrorCodes.StoreBusy)]
    [InlineData(HttpStatusCode.MovedPermanently, "PermanentRedirect", ErrorCodes.RegionMismatch)]
    public async Task ReadStart_StoreRefuses_HasACode(HttpStatusCode status, string code, string expected)
    {
        _store.AnswerError(status, code);

        await AssertFailsAsync(expected, "'media'", async o => (object?)await o.ReadStartAsync(Key, Version, new byte[8], Cancellation));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, ErrorCodes.StoreAccessDenied)]
    [InlineData(HttpStatusCode.BadGateway, ErrorCodes.StoreUnavailable)]
    public async Task Find_StoreRefuses_HasACode(HttpStatusCode status, string expected)
    {
        _store.Answer(status);

        await AssertFailsAsync(expected, "'media'", o => o.FindAsync(Key, Cancellation));
    }

    [Fact]
    public async Task Find_ConnectionRefused_IsUnavailable()
    {
        _store.Fail(new HttpRequestException("connection refused"));

        await AssertFailsAsync(ErrorCodes.StoreUnavailable, "Stores:media:Endpoint", o => o.FindAsync(Key, Cancellation));
    }

    [Fact]
    public async Task Find_NoAnswerInTime_IsUnavailable()
    {
        _store.Fail(new TaskCanceledException("timed out", new TimeoutException()));

        await AssertFailsAsync(ErrorCodes.StoreUnavailable, "'media'", o => o.FindAsync(Key, Cancellation));
    }

    [Fact]
    public async Task Find_Canceled_ThrowsOperationCanceledException()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _store.Objects.FindAsync(Key, cancelled.Token));
    }

    [Fact]
    public async Task Copy_Object_ComparesETagAndCopiesThatVersion()
    {
        Found(7);
        _store.Answer(
            HttpStatusCode.OK, "<CopyObjectResult><LastModified>2026-11-24T12:00:00.000Z</LastModified><ETag>\"e1\"</ETag></CopyObjectResult>",
            ("Content-Type", "application/xml"));

        await _store.Objects.CopyAsync(Key, Version, new("kept/video.mp4"), StoredAttributes.None, Cancellation);

        var copy = _store.Requests[1];
        Assert.Equal(HttpMethod.Put, copy.Method);
        Assert.Equal("http://store.test:9000/media-bucket/kept/video.mp4", copy.RequestUri!.AbsoluteUri);
        Assert.Equal("\"e1\"", copy.Headers.GetValues("x-amz-copy-source-if-match").Single());
        Assert.Equal("media-bucket/a b/video.mp4", Uri.UnescapeDataString(copy.Headers.GetValues("x-amz-copy-source").Single()).TrimStart('/'));
    }

    [Fact]
    public async Task Copy_OtherVersion_IsRefusedBeforeAnythingIsCopied()
    {
        Found(7);

        await AssertFailsAsync(
            ErrorCodes.ObjectChanged,
            "a b/video.mp4",
            async o => await NothingAsync(o.CopyAsync(Key, Version with { ETag = "\"e0\"" }, new("kept"), StoredAttributes.None, Cancellation)));
        Assert.Single(_store.Requests);
    }

    [Fact]
    public async Task Copy_ObjectReplacedMeanwhile_IsRefused()
    {
        Found(7);
        _store.AnswerError(HttpStatusCode.PreconditionFailed, "PreconditionFailed");

        await AssertFailsAsync(
            ErrorCodes.ObjectChanged,
            "'media'",
            async o => await NothingAsync(o.CopyAsync(Key, Version, new("kept"), StoredAttributes.None, Cancellation)));
    }

    [Fact]
    public async Task Copy_NoObject_IsRefused()
    {
        _store.Answer(HttpStatusCode.NotFound).Answer(HttpStatusCode.OK);

        await AssertFailsAsync(
            ErrorCodes.ObjectNotFound,
            "a b/video.mp4",
            async o => await NothingAsync(o.CopyAsync(Key, Version, new("kept"), StoredAttributes.None, Cancellation)));
    }

    [Theory]
    [InlineData(EncryptionRule.KeyService, "key-1", "aws:kms")]
    [InlineData(EncryptionRule.StoreManagedKey, null, "AES256")]
    [InlineData(EncryptionRule.BucketDefault, null, null)]
    public async Task Copy_AttributesThatAreNotCopied_AreRequestedAgain(EncryptionRule encryption, string? keyId, string? expected)
    {
        Found(7);
        _store.Answer(HttpStatusCode.OK, "<CopyObjectResult><ETag>\"e1\"</ETag></CopyObjectResult>",
            ("Content-Type", "application/xml"));

        await _store.Objects.CopyAsync(
            Key,
            Version,
            new("kept"),
            new() { Encryption = encryption, EncryptionKeyId = keyId, StorageClass = "STANDARD_IA" },
            Cancellation);

        Assert.Equal("REPLACE", Header("x-amz-metadata-directive"));
        Assert.Equal("STANDARD_IA", Header("x-amz-storage-class"));
        Assert.Equal(expected, Header("x-amz-server-side-encryption"));
        Assert.Equal(keyId, Header("x-amz-server-side-encryption-aws-kms-key-id"));
        Assert.Null(Header("x-amz-acl"));

        string? Header(string name) => _store.Requests[1].Headers.TryGetValues(name, out var values) ? values.Single() : null;
    }

    [Fact]
    public async Task Delete_NoObject_Succeeds()
    {
        _store.AnswerError(HttpStatusCode.NotFound, "NoSuchKey");

        await _store.Objects.DeleteAsync(Key, Cancellation);

        Assert.Equal(HttpMethod.Delete, Assert.Single(_store.Requests).Method);
    }

    [Fact]
    public async Task Delete_TemporaryRedirect_IsFollowedToAmazonsRegionalHost()
    {
        _store.Answer(HttpStatusCode.TemporaryRedirect, "", ("Location", "https://media-bucket.s3.ap-south-1.amazonaws.com/a%20b/video.mp4"))
            .Answer(HttpStatusCode.NoContent);

        await _store.Objects.DeleteAsync(Key, Cancellation);

        Assert.Equal("media-bucket.s3.ap-south-1.amazonaws.com", _store.Requests[1].RequestUri!.Host);
    }

    [Fact]
    public async Task Delete_NoBucket_IsReported()
    {
        _store.AnswerError(HttpStatusCode.NotFound, "NoSuchBucket");

        await AssertFailsAsync(ErrorCodes.BucketNotFound, "Stores:media:Bucket", async o => await NothingAsync(o.DeleteAsync(Key, Cancellation)));
    }

    [Fact]
    public async Task AnyMethod_MissingArgument_ThrowsBeforeAnyRequest()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await _store.Objects.FindAsync(null!, Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await _store.Objects.ReadStartAsync(Key, null!, new byte[1], Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await _store.Objects.CopyAsync(Key, Version, null!, StoredAttributes.None, Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await _store.Objects.CopyAsync(Key, Version, Key, null!, Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await _store.Objects.DeleteAsync(null!, Cancellation));
        Assert.Empty(_store.Requests);
    }

    private static async Task<object?> NothingAsync(Task task)
    {
        await task;
        return null;
    }

    private void Found(long size) => _store.Answer(
        HttpStatusCode.OK, "",
        ("Content-Length", size.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("Content-Type", "video/mp4"), ("ETag", "\"e1\""), ("Last-Modified", "Tue, 24 Nov 2026 11:00:00 GMT"));

    private Task AssertFailsAsync(string code, string expectedText, Func<IObjectStore, Task<ObjectProperties?>> act) =>
        AssertFailsAsync(code, expectedText, async o => (object?)await act(o));

    private async Task AssertFailsAsync(string code, string expectedText, Func<IObjectStore, Task<object?>> act)
    {
        var failure = await Assert.ThrowsAsync<StoreException>(async () => await act(_store.Objects));
        Assert.Equal(code, failure.Code);
        Assert.Contains(expectedText, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TestApp.Secret, failure.ToString(), StringComparison.Ordinal);
    }
}
