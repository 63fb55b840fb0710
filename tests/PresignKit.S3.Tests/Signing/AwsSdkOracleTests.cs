using System.Text.Json;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Time.Testing;
using PresignKit.Providers;
using PresignKit.S3.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Signing;

/// <summary>
/// The AWS SDK signs with its own clock, so its URL is created first, and PresignKit signs the same request for the time in that URL. Both must have
/// the same host, path and query parameters, including the signature.
/// </summary>
public sealed class AwsSdkOracleTests
{
    [Theory]
    [InlineData(false, null, "a.mp4")]
    [InlineData(false, null, "Überraschung/it's (1) 日本+&=.mp4")]
    [InlineData(true, null, "a/b c.mp4")]
    [InlineData(false, "session/token+with=signs", "a.mp4")]
    public async Task Sign_DownloadWithOverrides_MatchesTheAwsSdk(bool path, string? token, string key)
    {
        var overrides = new ResponseOverrides("video/mp4", "attachment; filename=\"a b.mp4\"; filename*=UTF-8''%C3%9C.mp4", "private, max-age=60");
        var theirs = await TheirsAsync(path, token, new()
        {
            Key = key,
            Verb = HttpVerb.GET,
            ResponseHeaderOverrides = new()
            {
                ContentType = overrides.ContentType, ContentDisposition = overrides.ContentDisposition, CacheControl = overrides.CacheControl,
            },
        });

        var ours = (await SessionAsync(path, token)).Sign(
            new(ObjectAccess.Read, new(key), SignedAt(theirs), TimeSpan.FromSeconds(Seconds(theirs)), overrides));

        AssertSame(theirs, ours.Url);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("session/token+with=signs")]
    public async Task Sign_FurtherOverrides_MatchTheAwsSdk(string? token)
    {
        var expires = new DateTimeOffset(2027, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var overrides = new ResponseOverrides("video/mp4", "attachment", "private")
        {
            ContentEncoding = "gzip", ContentLanguage = "de-CH,fr", Expires = expires,
        };
        var theirs = await TheirsAsync(false, token, new()
        {
            Key = "a.mp4",
            Verb = HttpVerb.GET,
            VersionId = "3L4kqtJlcpXroDTDmJ-rmSpXd3dIbrHY",
            ResponseHeaderOverrides = new()
            {
                ContentType = "video/mp4", ContentDisposition = "attachment", CacheControl = "private", ContentEncoding = "gzip",
                ContentLanguage = "de-CH,fr", Expires = "Sat, 02 Jan 2027 03:04:05 GMT",
            },
        });

        var ours = (await SessionAsync(false, token)).Sign(
            new(ObjectAccess.Read, new("a.mp4"), SignedAt(theirs), TimeSpan.FromSeconds(Seconds(theirs)), overrides)
            {
                VersionId = "3L4kqtJlcpXroDTDmJ-rmSpXd3dIbrHY",
            });

        AssertSame(theirs, ours.Url);
    }

    [Theory]
    [InlineData(HttpVerb.GET)]
    [InlineData(HttpVerb.HEAD)]
    public async Task Sign_PartNumber_MatchesTheAwsSdk(HttpVerb verb)
    {
        var theirs = await TheirsAsync(false, null, new() { Key = "a.mp4", Verb = verb, PartNumber = 10_000 });

        var ours = (await SessionAsync(false, null)).Sign(
            new(verb == HttpVerb.GET ? ObjectAccess.Read : ObjectAccess.Head, new("a.mp4"), SignedAt(theirs), TimeSpan.FromSeconds(Seconds(theirs)), null)
            {
                PartNumber = 10_000,
            });

        AssertSame(theirs, ours.Url);
    }

    /// <summary>The SDK writes the payer into the query, whatever the method, and so does PresignKit.</summary>
    [Theory]
    [InlineData(HttpVerb.GET)]
    [InlineData(HttpVerb.HEAD)]
    [InlineData(HttpVerb.DELETE)]
    [InlineData(HttpVerb.PUT)]
    public async Task Sign_RequesterPays_MatchesTheAwsSdk(HttpVerb verb)
    {
        var request = new GetPreSignedUrlRequest { Key = "a.mp4", Verb = verb, RequestPayer = RequestPayer.Requester };
        if (verb == HttpVerb.PUT)
        {
            request.ContentType = "video/mp4";
        }

        var theirs = await TheirsAsync(false, null, request);
        var session = await SessionAsync(false, null, requesterPays: true);
        var (signedAt, lifetime) = (SignedAt(theirs), TimeSpan.FromSeconds(Seconds(theirs)));

        var ours = verb == HttpVerb.PUT
            ? session.SignUpload(new(new("a.mp4"), signedAt, lifetime, "video/mp4", null, false, null, StoredAttributes.None) { AllowedSizes = new(1, 9) })
            : session.Sign(new(
                verb switch { HttpVerb.GET => ObjectAccess.Read, HttpVerb.HEAD => ObjectAccess.Head, _ => ObjectAccess.Delete },
                new("a.mp4"),
                signedAt,
                lifetime,
                null));

        AssertSame(theirs, ours.Url);
    }

    [Theory]
    [InlineData(ObjectAccess.Head, HttpVerb.HEAD)]
    [InlineData(ObjectAccess.Delete, HttpVerb.DELETE)]
    public async Task Sign_OtherMethods_MatchTheAwsSdk(ObjectAccess access, HttpVerb verb)
    {
        var theirs = await TheirsAsync(false, null, new() { Key = "a/b.mp4", Verb = verb });

        var ours = (await SessionAsync(false, null)).Sign(
            new(access, new("a/b.mp4"), SignedAt(theirs), TimeSpan.FromSeconds(Seconds(theirs)), null));

        AssertSame(theirs, ours.Url);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "session/token+with=signs")]
    public async Task SignUpload_UnknownSize_MatchesTheAwsSdk(bool path, string? token)
    {
        var theirs = await TheirsAsync(path, token, new() { Key = "a/b c.mp4", Verb = HttpVerb.PUT, ContentType = "video/mp4" });

        var ours = (await SessionAsync(path, token)).SignUpload(
            new(new("a/b c.mp4"), SignedAt(theirs), TimeSpan.FromSeconds(Seconds(theirs)), "video/mp4", Size: null, false, null, StoredAttributes.None)
            {
                AllowedSizes = new(1, 5_000),
            });

        AssertSame(theirs, ours.Url);
    }

    [Theory]
    [InlineData(FileChecksumAlgorithm.Sha256, "SHA256")]
    [InlineData(FileChecksumAlgorithm.Crc32, "CRC32")]
    [InlineData(FileChecksumAlgorithm.Crc32C, "CRC32C")]
    [InlineData(FileChecksumAlgorithm.Crc64Nvme, "CRC64NVME")]
    [InlineData(FileChecksumAlgorithm.Sha1, "SHA1")]
    [InlineData(FileChecksumAlgorithm.Sha512, "SHA512")]
    [InlineData(FileChecksumAlgorithm.Md5, "MD5")]
    [InlineData(FileChecksumAlgorithm.XxHash64, "XXHASH64")]
    [InlineData(FileChecksumAlgorithm.XxHash3, "XXHASH3")]
    [InlineData(FileChecksumAlgorithm.XxHash128, "XXHASH128")]
    public async Task SignUpload_Checksum_MatchesTheAwsSdk(FileChecksumAlgorithm algorithm, string name)
    {
        var checksum = Any(algorithm);
        var header = "x-amz-checksum-" + ChecksumAlgorithm.FindValue(name).Value.ToLowerInvariant();
        var theirs = await TheirsAsync(false, null, new()
        {
            Key = "a/b c.mp4", Verb = HttpVerb.PUT, ContentType = "video/mp4", Headers = { [header] = checksum.Value },
        });

        var ours = (await SessionAsync(false, null)).SignUpload(
            new(new("a/b c.mp4"), SignedAt(theirs), TimeSpan.FromSeconds(Seconds(theirs)), "video/mp4", Size: null, false, checksum, StoredAttributes.None)
            {
                AllowedSizes = new(1, 5_000),
            });

        AssertSame(theirs, ours.Url);
        Assert.Equal(checksum.Value, ours.Headers[header]);
        Assert.Equal(name, ChecksumAlgorithm.FindValue(name).Value);
    }

    [Theory]
    [InlineData(FileChecksumAlgorithm.Crc32C, "x-amz-checksum-crc32c")]
    [InlineData(FileChecksumAlgorithm.XxHash128, "x-amz-checksum-xxhash128")]
    public async Task SignFormUpload_Checksum_HasTheConditionsOfTheAwsSdk(FileChecksumAlgorithm algorithm, string field)
    {
        using var client = Client(false, null);
        var checksum = Any(algorithm);
        var theirs = await client.CreatePresignedPostAsync(new()
        {
            BucketName = "media-bucket",
            Key = "a/b.mp4",
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(10),
            Fields = { ["success_action_status"] = "201", [field] = checksum.Value },
            Conditions =
            [
                S3PostCondition.ExactMatch("Content-Type", "video/mp4"),
                S3PostCondition.ExactMatch("success_action_status", "201"),
                S3PostCondition.ExactMatch(field, checksum.Value),
                S3PostCondition.ContentLengthRange(1, 5_000),
            ],
        });
        var fields = theirs.Fields.ToDictionary(StringComparer.OrdinalIgnoreCase);

        var ours = (await SessionAsync(false, null)).SignFormUpload(
            new(new("a/b.mp4"), Instant(fields["x-amz-date"]), TimeSpan.FromMinutes(10), "video/mp4", Size: null, false, checksum, StoredAttributes.None)
            {
                AllowedSizes = new(1, 5_000),
            });

        Assert.Equal(Conditions(fields["policy"]), Conditions(ours.Fields.Single(own => own.Key == "policy").Value));
        Assert.Equal(checksum.Value, ours.Fields.Single(own => own.Key == field).Value);
    }

    /// <summary>
    /// The SDK writes the conditions in another order, and none for the status of the answer, so that the documents are compared condition by condition.
    /// </summary>
    [Fact]
    public async Task SignFormUpload_UnknownSize_HasTheConditionsOfTheAwsSdk()
    {
        using var client = Client(false, null);
        var theirs = await client.CreatePresignedPostAsync(new()
        {
            BucketName = "media-bucket",
            Key = "a/b.mp4",
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(10),
            Fields = { ["success_action_status"] = "201" },
            Conditions =
            [
                S3PostCondition.ExactMatch("Content-Type", "video/mp4"),
                S3PostCondition.ExactMatch("success_action_status", "201"),
                S3PostCondition.ContentLengthRange(1, 5_000),
            ],
        });
        var fields = theirs.Fields.ToDictionary(StringComparer.OrdinalIgnoreCase);

        var ours = (await SessionAsync(false, null)).SignFormUpload(
            new(new("a/b.mp4"), Instant(fields["x-amz-date"]), TimeSpan.FromMinutes(10), "video/mp4", Size: null, false, null, StoredAttributes.None)
            {
                AllowedSizes = new(1, 5_000),
            });

        var expected = Conditions(fields["policy"]);
        Assert.Contains("content-length-range 1 5000", expected);
        Assert.Equal(expected, Conditions(ours.Fields.Single(field => field.Key == "policy").Value));
        Assert.Equal(theirs.Url.TrimEnd('/'), ours.Url.TrimEnd('/'));
    }

    private static FileChecksum Any(FileChecksumAlgorithm algorithm)
    {
        int[] lengths = [32, 4, 4, 8, 20, 64, 16, 8, 8, 16];
        return FileChecksum.Create(algorithm, [.. Enumerable.Range(250, lengths[(int)algorithm]).Select(i => (byte)i)]);
    }

    /// <summary>Each condition as text; an object and an exact match say the same.</summary>
    private static SortedSet<string> Conditions(string policy)
    {
        using var document = JsonDocument.Parse(Convert.FromBase64String(policy));
        return new(
            document.RootElement.GetProperty("conditions").EnumerateArray().Select(condition => condition.ValueKind == JsonValueKind.Object
                ? condition.EnumerateObject().Select(pair => $"eq ${pair.Name} {pair.Value}").Single().ToLowerInvariant()
                : string.Join(' ', condition.EnumerateArray()).ToLowerInvariant()),
            StringComparer.Ordinal);
    }

    private static AmazonS3Client Client(bool path, string? token)
    {
        AWSCredentials keys = token is null ? new BasicAWSCredentials(TestApp.AccessKey, TestApp.Secret)
            : new SessionAWSCredentials(TestApp.AccessKey, TestApp.Secret, token);
        return new(keys, new AmazonS3Config { RegionEndpoint = RegionEndpoint.EUCentral1, ForcePathStyle = path });
    }

    private static async Task<string> TheirsAsync(bool path, string? token, GetPreSignedUrlRequest request)
    {
        using var client = Client(path, token);
        request.BucketName = "media-bucket";
        request.Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(10);
        return await client.GetPreSignedURLAsync(request);
    }

    private static async Task<ISigningSession> SessionAsync(bool path, string? token, bool requesterPays = false)
    {
        using var provider = TestStoreProvider.Create(
            options => (options.Addressing, options.SessionToken, options.RequesterPays) = (path ? SigV4.BucketAddressing.Path : null, token, requesterPays),
            new FakeTimeProvider(TestApp.Now));
        return await provider.OpenSessionAsync(TestContext.Current.CancellationToken);
    }

    private static void AssertSame(string theirs, string ours)
    {
        Assert.Equal(ClientRequest.Split(theirs).Host, ClientRequest.Split(ours).Host);
        Assert.Equal(Target(theirs).Path, Target(ours).Path);
        Assert.Equal(Parameters(theirs), Parameters(ours));
    }

    private static List<KeyValuePair<string, string>> Parameters(string url) =>
        [.. Target(url).Query.Select(p => KeyValuePair.Create(p.Name, p.Value)).OrderBy(p => p.Key, StringComparer.Ordinal)];

    private static DateTimeOffset SignedAt(string url) => Instant(Parameter(url, "X-Amz-Date"));

    private static DateTimeOffset Instant(string date) => DateTimeOffset.ParseExact(
        date, "yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo
            .InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    private static int Seconds(string url) => int.Parse(Parameter(url, "X-Amz-Expires"), System.Globalization.CultureInfo.InvariantCulture);

    private static string Parameter(string url, string name) => Target(url).Query.Single(p => p.Name == name).Value;

    private static WireRequest Target(string url) => new("GET", ClientRequest.Split(url).Target, []);
}
