using System.Net;
using System.Security.Cryptography;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Model.Internal.MarshallTransformations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresignKit.Providers;
using PresignKit.S3.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Signing;

/// <summary>
/// The door for what no policy expresses: the same signatures as the AWS SDK for any of its operations, and a refusal of what could mean two
/// things.
/// </summary>
public sealed class UnrestrictedTests(LocalStore store) : IClassFixture<LocalStore>
{
    private const string Bucket = "media-bucket";

    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>
    /// Operations for which the SDK's own presigning has no verb or parameter: its marshallers create the request, and its signer signs it.
    /// </summary>
    public static TheoryData<string> Operations => [.. Marshalled.Keys];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Dictionary<string, (Func<IRequest> Theirs, UnrestrictedRequest Ours)> Marshalled { get; } = new()
    {
        ["GetBucketAcl"] = (
            () => new GetBucketAclRequestMarshaller().Marshall(new GetBucketAclRequest { BucketName = Bucket }), Ask("GET", null, ("acl", ""))),
        ["GetObjectAcl"] = (
            () => new GetObjectAclRequestMarshaller().Marshall(new GetObjectAclRequest { BucketName = Bucket, Key = "a b/ü.mp4", VersionId = "v.1" }),
            Ask("GET", "a b/ü.mp4", ("acl", ""), ("versionId", "v.1"))),
        ["ListObjectsV2"] = (
            () => new ListObjectsV2RequestMarshaller().Marshall(new ListObjectsV2Request
            {
                BucketName = Bucket, Prefix = "a b/ü+&=", Delimiter = "/", MaxKeys = 10, StartAfter = "a~",
            }),
            Ask("GET", null, ("list-type", "2"), ("prefix", "a b/ü+&="), ("delimiter", "/"), ("max-keys", "10"), ("start-after", "a~"))),
        ["ListVersions"] = (
            () => new ListVersionsRequestMarshaller().Marshall(new ListVersionsRequest { BucketName = Bucket, Prefix = "a/" }),
            Ask("GET", null, ("versions", ""), ("prefix", "a/"))),
        ["HeadBucket"] = (
            () => new HeadBucketRequestMarshaller().Marshall(new HeadBucketRequest { BucketName = Bucket }), Ask("HEAD", null)),
        ["GetBucketVersioning"] = (
            () => new GetBucketVersioningRequestMarshaller().Marshall(new GetBucketVersioningRequest { BucketName = Bucket }),
            Ask("GET", null, ("versioning", ""))),
        ["InitiateMultipartUpload"] = (
            () => new InitiateMultipartUploadRequestMarshaller().Marshall(new InitiateMultipartUploadRequest { BucketName = Bucket, Key = "a/b.mp4" }),
            Ask("POST", "a/b.mp4", ("uploads", ""))),
        ["ListParts"] = (
            () => new ListPartsRequestMarshaller().Marshall(new ListPartsRequest { BucketName = Bucket, Key = "a/b.mp4", UploadId = "u+1/=" }),
            Ask("GET", "a/b.mp4", ("uploadId", "u+1/="))),
        ["AbortMultipartUpload"] = (
            () => new AbortMultipartUploadRequestMarshaller().Marshall(
                new AbortMultipartUploadRequest { BucketName = Bucket, Key = "a/b.mp4", UploadId = "u+1/=" }),
            Ask("DELETE", "a/b.mp4", ("uploadId", "u+1/="))),
        ["GetObjectTagging"] = (
            () => new GetObjectTaggingRequestMarshaller().Marshall(new GetObjectTaggingRequest { BucketName = Bucket, Key = "a/b.mp4" }),
            Ask("GET", "a/b.mp4", ("tagging", ""))),
        ["DeleteBucketTagging"] = (
            () => new DeleteBucketTaggingRequestMarshaller().Marshall(new DeleteBucketTaggingRequest { BucketName = Bucket }),
            Ask("DELETE", null, ("tagging", ""))),
        ["ListMultipartUploads"] = (
            () => new ListMultipartUploadsRequestMarshaller().Marshall(new ListMultipartUploadsRequest { BucketName = Bucket, Prefix = "a" }),
            Ask("GET", null, ("uploads", ""), ("prefix", "a"))),
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task SignUrl_OperationOfTheAwsSdk_HasItsSignature(string operation)
    {
        foreach (var path in new[] { false, true })
        {
            var (theirs, ours) = Marshalled[operation];
            var request = theirs();
            request.Endpoint = new(path ? "https://s3.eu-central-1.amazonaws.com" : $"https://{Bucket}.s3.eu-central-1.amazonaws.com");

            // What the SDK's endpoint resolver does in its pipeline: the bucket is a part of the path or of the host.
            request.ResourcePath = $"{(path ? $"/{Bucket}" : "")}/{request.ResourcePath.TrimStart('/')}";
            request.Headers.Clear();
            request.UseQueryString = true;
            request.Parameters["X-Amz-Expires"] = "600";
            var signed = new AWS4PreSignedUrlSigner().SignRequest(
                request, new AmazonS3Config { RegionEndpoint = RegionEndpoint.EUCentral1 }, new RequestMetrics(), TestApp.AccessKey, TestApp.Secret);
            var expected = signed.ForQueryParameters.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
            var at = DateTimeOffset.ParseExact(
                expected["X-Amz-Date"], "yyyyMMdd'T'HHmmss'Z'", null, System.Globalization.DateTimeStyles.AssumeUniversal);

            var url = (await SignAsync(ours, path, at)).RevealUrl();

            var sent = new WireRequest("GET", ClientRequest.Split(url).Target, []);
            Assert.Equal(request.Endpoint.Host, ClientRequest.Split(url).Host);
            Assert.Equal(expected["X-Amz-Signature"], sent.Query.Single(p => p.Name == "X-Amz-Signature").Value);
            Assert.Equal(expected["X-Amz-Credential"], sent.Query.Single(p => p.Name == "X-Amz-Credential").Value);
        }
    }

    [Theory]
    [InlineData(HttpVerb.HEAD, null, false)]
    [InlineData(HttpVerb.HEAD, null, true)]
    [InlineData(HttpVerb.GET, null, true)]
    [InlineData(HttpVerb.DELETE, "a/b.mp4", false)]
    [InlineData(HttpVerb.GET, "a b/ü+&=/", false)]
    [InlineData(HttpVerb.GET, "a b/ü+&=/", true)]
    public async Task SignUrl_VerbsOfTheAwsSdksPresigning_AreTheSameUrl(HttpVerb verb, string? key, bool path)
    {
        var theirs = await TheirsAsync(path, new() { Verb = verb, Key = key });

        var ours = await SignAsync(Ask(verb.ToString(), key), path, SignedAt(theirs));

        Assert.Equal(Parts(theirs), Parts(ours.RevealUrl()));
        Assert.Empty(ours.Headers);
    }

    [Fact]
    public async Task SignUrl_PartWithHeaders_IsTheSameUrlAndListsTheHeaders()
    {
        var request = new GetPreSignedUrlRequest { Verb = HttpVerb.PUT, Key = "a/b.mp4", UploadId = "u1", PartNumber = 3, ContentType = "video/mp4" };
        request.Headers["Content-MD5"] = "1B2M2Y8AsgTpgAmY7PhCfg==";
        request.Headers["x-amz-acl"] = "private";
        var theirs = await TheirsAsync(false, request);

        var ours = await SignAsync(
            new()
            {
                Method = "PUT",
                Key = new("a/b.mp4"),
                Query = new Dictionary<string, string> { ["uploadId"] = "u1", ["partNumber"] = "3" },
                Headers = new Dictionary<string, string>
                {
                    ["X-Amz-Acl"] = "private", ["Content-MD5"] = "1B2M2Y8AsgTpgAmY7PhCfg==", ["content-type"] = "video/mp4",
                },
                Lifetime = TimeSpan.FromMinutes(10),
            },
            false,
            SignedAt(theirs));

        Assert.Equal(Parts(theirs), Parts(ours.RevealUrl()));
        Assert.Equal(["X-Amz-Acl", "Content-MD5", "content-type"], ours.Headers.Keys);
    }

    [Theory]
    [InlineData("X-Amz-Signature")]
    [InlineData("x-amz-expires")]
    [InlineData("X-AMZ-SECURITY-TOKEN")]
    [InlineData("X-Amz-Content-Sha256")]
    [InlineData("X-Amz-Region-Set")]
    [InlineData("AWSAccessKeyId")]
    [InlineData("Signature")]
    [InlineData("Expires")]
    public async Task SignUrl_ParameterOfASignature_IsRefused(string name) => await AssertRefusedAsync(
        new() { Method = "GET", Query = new Dictionary<string, string> { [name] = "a" }, Lifetime = TimeSpan.FromMinutes(1) }, name);

    [Theory]
    [InlineData("Host", "evil.example.com")]
    [InlineData("HOST", "a")]
    [InlineData("Authorization", "AWS4-HMAC-SHA256 a")]
    [InlineData("x-amz-date", "20261130T000000Z")]
    [InlineData("X-Amz-Security-Token", "a")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("Connection", "close")]
    [InlineData("Expect", "100-continue")]
    [InlineData("x-amz-meta-a", "b\r\nx-amz-acl: public-read")]
    [InlineData("x-amz-meta-a", "b\nc")]
    [InlineData("x-amz-meta-a", "\u00fc")]
    [InlineData("x-amz-meta-a\r\nb", "c")]
    [InlineData("x amz", "c")]
    [InlineData("", "c")]
    [InlineData("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")]
    [InlineData("x-amz-content-sha256", "ABC")]
    [InlineData("Content-Length", "-1")]
    [InlineData("Content-Length", "")]
    public async Task SignUrl_HeaderThatNoClientCouldSendAsSigned_IsRefused(string name, string value) => await AssertRefusedAsync(
        new() { Method = "PUT", Key = new("a"), Headers = new Dictionary<string, string> { [name] = value }, Lifetime = TimeSpan.FromMinutes(1) }, "");

    [Theory]
    [InlineData("get")]
    [InlineData("GET ")]
    [InlineData("G\r\nT")]
    [InlineData("")]
    [InlineData("CONNECT")]
    public async Task SignUrl_MethodThatIsAmbiguous_IsRefused(string method) => await AssertRefusedAsync(Ask(method, "a"), "The method");

    [Fact]
    public async Task SignUrl_ParameterWithoutEncoding_IsRefused()
    {
        await AssertRefusedAsync(Ask("GET", "a", ("prefix", "\udc00")), "lone surrogate");
    }

    [Fact]
    public async Task SignUrl_NameTwice_IsRefused()
    {
        var twice = new Dictionary<string, string>(StringComparer.Ordinal) { ["x-amz-acl"] = "private", ["X-Amz-Acl"] = "public-read" };

        await AssertRefusedAsync(new() { Method = "PUT", Key = new("a"), Headers = twice, Lifetime = TimeSpan.FromMinutes(1) }, "occurs twice");
        await AssertRefusedAsync(new() { Method = "PUT", Key = new("a"), Query = twice, Lifetime = TimeSpan.FromMinutes(1) }, "occurs twice");
        await AssertRefusedAsync(
            new()
            {
                Method = "PUT",
                Key = new("a"),
                Query = new Dictionary<string, string> { ["X-Amz-Acl"] = "private" },
                Headers = new Dictionary<string, string> { ["x-amz-acl"] = "public-read" },
                Lifetime = TimeSpan.FromMinutes(1),
            },
            "both a header and a query parameter");
        await AssertRefusedAsync(
            new() { Method = "GET", Query = new Dictionary<string, string> { [""] = "a" }, Lifetime = TimeSpan.FromMinutes(1) }, "must have a name");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(604801)]
    public async Task SignUrl_LifetimeBeyondTheLimits_IsRefused(double seconds) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SignAsync(
            new() { Method = "GET", Lifetime = TimeSpan.FromSeconds(seconds) }, false, TestApp.Now));

    [Fact]
    public async Task SignUrl_CredentialsThatExpireSooner_LimitIt()
    {
        var keys = new RotatingCredentials();
        keys.Rotate("AKIDFIRST", "token", TestApp.Now.AddMinutes(20));
        await using var services = TestApp.Build(presignKit => presignKit.AddS3(
            "media", o => (o.Bucket, o.Region, o.Credentials) = (Bucket, "eu-central-1", keys)));
        var signer = services.GetRequiredService<IUnrestrictedUrlSigner>();

        var url = await signer.SignUrlAsync(Ask("GET", null, ("acl", "")), Cancellation);
        var cut = await signer.SignUrlAsync(new() { Method = "GET", Lifetime = TimeSpan.FromDays(7) }, Cancellation);

        Assert.Equal((ExpiryLimit.Request, TestApp.Now.AddMinutes(10)), (url.LimitedBy, url.ExpiresAt));
        Assert.Equal(ExpiryLimit.Credentials, cut.LimitedBy);
        Assert.InRange(cut.ExpiresAt, TestApp.Now.AddMinutes(19), TestApp.Now.AddMinutes(20));
    }

    [Fact]
    public async Task ToString_UrlAndRequest_ShowNoSecret()
    {
        var request = new UnrestrictedRequest
        {
            Method = "PUT",
            Key = new("a/b.mp4"),
            Query = new Dictionary<string, string> { ["uploadId"] = "upload-secret" },
            Headers = new Dictionary<string, string> { ["x-amz-server-side-encryption-customer-key"] = "key-secret" },
            Lifetime = TimeSpan.FromMinutes(1),
        };
        var url = await SignAsync(request, false, TestApp.Now);

        Assert.Equal("PUT a/b.mp4?uploadId with x-amz-server-side-encryption-customer-key", request.ToString());
        Assert.Equal("PUT https://media-bucket.s3.eu-central-1.amazonaws.com/a/b.mp4?<redacted>, expires 2026-11-24 12:01:00Z", url.ToString());
    }

    [Fact]
    public async Task SignUrl_KeyedServices_AreThoseOfEachStore()
    {
        await using var services = TestApp.Build(presignKit => presignKit
            .AddS3("media", o => (o.Bucket, o.Region, o.AccessKeyId, o.SecretAccessKey) = (Bucket, "eu-central-1", TestApp.AccessKey, TestApp.Secret))
            .AddS3("archive", o => (o.Bucket, o.Region, o.AccessKeyId, o.SecretAccessKey) = ("archive-bucket", "eu-west-1", "AKIDOTHER", TestApp.Secret)));

        var url = await services.GetRequiredKeyedService<IUnrestrictedUrlSigner>("archive").SignUrlAsync(Ask("HEAD", null), Cancellation);

        Assert.StartsWith("https://archive-bucket.s3.eu-west-1.amazonaws.com/?", url.RevealUrl(), StringComparison.Ordinal);
        Assert.Equal("archive", services.GetRequiredKeyedService<IUnrestrictedUrlSigner>("archive").StoreName);
        Assert.Equal("media", services.GetRequiredService<IUnrestrictedUrlSigner>().StoreName);
        Assert.Same(services.GetRequiredService<IUnrestrictedUrlSigner>(), services.GetRequiredService<IUnrestrictedUrlSigner>());
    }

    [Fact]
    public async Task SignUrl_AtAStoreThatVerifies_DoesWhatWasSignedAndNothingElse()
    {
        await using var services = store.Application();
        var signer = services.GetRequiredService<IUnrestrictedUrlSigner>();
        var body = "an upload"u8.ToArray();
        var put = await signer.SignUrlAsync(
            new()
            {
                Method = "PUT",
                Key = new("any/thing.bin"),
                Headers = new Dictionary<string, string>
                {
                    ["x-amz-meta-owner"] = "me", ["x-amz-content-sha256"] = Convert.ToHexStringLower(SHA256.HashData(body)), ["Content-Length"] = "9",
                },
                Lifetime = TimeSpan.FromMinutes(1),
            },
            Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(put, body, without: "x-amz-meta-owner"));
        Assert.NotEqual(HttpStatusCode.OK, await SendAsync(put, "an uploaX"u8.ToArray()));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(put, body));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(await signer.SignUrlAsync(Ask("HEAD", null), Cancellation)));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(
            await signer.SignUrlAsync(Ask("GET", null, ("list-type", "2"), ("prefix", "any/")), Cancellation), expected: "<Key>any/thing.bin</Key>"));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(
            await signer.SignUrlAsync(Ask("POST", "any/large.bin", ("uploads", "")), Cancellation), [], expected: "<UploadId>"));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(await signer.SignUrlAsync(Ask("DELETE", "any/thing.bin"), Cancellation)));
    }

    private static UnrestrictedRequest Ask(string method, string? key, params (string Name, string Value)[] query) => new()
    {
        Method = method,
        Key = key is null ? null : new(key),
        Query = query.Length == 0 ? None : query.ToDictionary(p => p.Name, p => p.Value),
        Lifetime = TimeSpan.FromMinutes(10),
    };

    private static async Task AssertRefusedAsync(UnrestrictedRequest request, string reason)
    {
        var refusal = await Assert.ThrowsAnyAsync<ArgumentException>(() => SignAsync(request, false, TestApp.Now));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<UnrestrictedUrl> SignAsync(UnrestrictedRequest request, bool path, DateTimeOffset at)
    {
        await using var services = TestApp.WithStore(
            o => o.Addressing = path ? BucketAddressing.Path : null, new FakeTimeProvider(at));
        return await services.GetRequiredService<IUnrestrictedUrlSigner>().SignUrlAsync(request, Cancellation);
    }

    private static async Task<string> TheirsAsync(bool path, GetPreSignedUrlRequest request)
    {
        using var client = new AmazonS3Client(
            new BasicAWSCredentials(TestApp.AccessKey, TestApp.Secret),
            new AmazonS3Config { RegionEndpoint = RegionEndpoint.EUCentral1, ForcePathStyle = path });
        (request.BucketName, request.Expires) = (Bucket, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(10));
        return await client.GetPreSignedURLAsync(request);
    }

    private static DateTimeOffset SignedAt(string url) => DateTimeOffset.ParseExact(
        url.Split("X-Amz-Date=")[1].Split('&')[0], "yyyyMMdd'T'HHmmss'Z'", null, System.Globalization.DateTimeStyles.AssumeUniversal);

    private static IEnumerable<string> Parts(string url) => [url.Split('?')[0], .. url.Split('?')[1].Split('&').Order(StringComparer.Ordinal)];

    private async Task<HttpStatusCode> SendAsync(UnrestrictedUrl url, byte[]? body = null, string? without = null, string? expected = null)
    {
        using var request = new HttpRequestMessage(new(url.Method), url.RevealUrl()) { Content = body is null ? null : new ByteArrayContent(body) };
        foreach (var (name, value) in url.Headers.Where(header => header.Key != without))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await store.Http.SendAsync(request, Cancellation);
        if (expected is not null)
        {
            Assert.Contains(expected, await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        return response.StatusCode;
    }
}
