using System.Globalization;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Tests;

/// <summary>
/// For each cause, a request and an answer that suggest it although another cause is the true one. The suggested cause must not come first, and must be
/// neither proven nor stated.
/// </summary>
public sealed class NeighborTests
{
    private const string Bare = "Access Denied";

    private static readonly string Put = Refused.Put();
    private static readonly string Typed = Refused.Put(new NameValue("content-type", "video/mp4"));
    private static readonly string Once = Refused.Put(new NameValue("if-none-match", "*"));
    private static readonly string Get = Refused.Get(endpoint: "https://files.example.com");
    private static readonly string OnAmazon = Refused.Get();
    private static readonly string WithToken = Refused.Get(Refused.Temporary);
    private static readonly DateTimeOffset Later = Refused.Now.AddHours(2);

    private static readonly IReadOnlyList<Row> All =
    [
        // The suggested cause, the true one, and what is known.
        new(RefusalCodes.UrlNotSigned, RefusalCodes.ObjectNotFound, GetOf(Get.Split('?')[0], 404, "NoSuchKey")),
        new(RefusalCodes.UrlNotSigned, RefusalCodes.BucketNotFound, GetOf(Get.Split('?')[0], 404, "NoSuchBucket")),
        new(RefusalCodes.UrlTruncated, RefusalCodes.StoreBusy, GetOf(Get.Split('&')[0], 503, "SlowDown")),
        new(RefusalCodes.UrlEscaped, RefusalCodes.NotPermitted, GetOf(Get + "&next=https%3A%2F%2Fa.example%3Fb%26X-Amz-Date", 403, "AccessDenied", Bare)),
        new(RefusalCodes.SignatureVersion2, RefusalCodes.ObjectNotFound,
            GetOf($"{Get.Split('?')[0]}?AWSAccessKeyId=A&Expires=4102444800&Signature=a", 404, "NoSuchKey")),
        new(RefusalCodes.TwoAuthentications, RefusalCodes.UrlExpired, PutOf(Put, 403, "AccessDenied", "Request has expired", [Bearer]), Later),
        new(RefusalCodes.ExpiryOutOfRange, RefusalCodes.BucketNotFound,
            GetOf(Get.Replace("Expires=300", "Expires=700000", StringComparison.Ordinal), 404, "NoSuchBucket")),
        new(RefusalCodes.ServiceWrong, RefusalCodes.UrlExpired, GetOf(OfService("ec2"), 403, "AccessDenied", "The pre-signed URL has expired"), Later),
        new(RefusalCodes.ScopeDateWrong, RefusalCodes.BucketNotFound,
            GetOf(Get.Replace("%2F20261124%2F", "%2F20261123%2F", StringComparison.Ordinal), 404, "NoSuchBucket")),
        new(RefusalCodes.UrlExpired, RefusalCodes.NotPermitted, GetOf(OnAmazon, 403, "AccessDenied", Bare), Later),
        new(RefusalCodes.UrlExpired, RefusalCodes.ObjectNotFound, GetOf(Get, 404, "NoSuchKey"), Later),
        new(RefusalCodes.UrlExpired, RefusalCodes.NotPermitted, GetOf(Get, 403, "AccessDenied", "", [], ("BucketName", "media")), Later),
        new(RefusalCodes.NotYetValid, RefusalCodes.NotPermitted, GetOf(Get, 403, "AccessDenied", "", [], ("BucketName", "media")), Refused.Now.AddDays(-2)),
        new(RefusalCodes.NotYetValid, RefusalCodes.ObjectNotFound, GetOf(Get, 404, "NoSuchKey"), Refused.Now.AddDays(-2)),
        new(RefusalCodes.ClockSkewed, RefusalCodes.UrlExpired, GetOf(Get, 403, "RequestTimeTooSkewed"), Later),
        new(RefusalCodes.AccessKeyUnknown, RefusalCodes.SessionTokenMissing, GetOf(Refused.Get(new("ASIAEXAMPLE", "x")), 403, "SignatureDoesNotMatch")),
        new(RefusalCodes.SessionTokenMissing, RefusalCodes.SecretKeyWrong, WithCredentials(GetOf(Get, 403, "SignatureDoesNotMatch"), Refused.Temporary)),
        new(RefusalCodes.SessionTokenAltered, RefusalCodes.ObjectNotFound,
            WithCredentials(GetOf(WithToken, 404, "NoSuchKey"), new("ASIAEXAMPLE", Refused.Secret, "other"))),
        new(RefusalCodes.SessionTokenExpired, RefusalCodes.UrlExpired, GetOf(Get, 400, "ExpiredToken"), Later),
        new(RefusalCodes.RegionMismatch, RefusalCodes.NotTheStore, GetOf(Get, 301, null)),
        new(RefusalCodes.RegionMismatch, RefusalCodes.NotPermitted, GetOf(Refused.Get(region: "us-east-1"), 403, "AccessDenied", Bare)),
        new(RefusalCodes.MethodDiffers, RefusalCodes.ObjectNotFound, Issued(GetOf(Get, 404, "NoSuchKey"), "PUT", Get)),
        new(RefusalCodes.HeaderNotSent, RefusalCodes.NotPermitted,
            PutOf(Once, 403, "AccessDenied", "User: arn:aws:iam::1:user/a is not authorized to perform: s3:PutObject", [])),
        new(RefusalCodes.HeaderNotSent, RefusalCodes.KeyExists, PutOf(Once, 412, "PreconditionFailed", "", [])),
        new(RefusalCodes.HeaderAltered, RefusalCodes.NotPermitted, Issued(
            PutOf(Once, 403, "AccessDenied", "", [new("if-none-match", "x")], ("BucketName", "media")), "PUT", Once, new NameValue("if-none-match", "*"))),
        new(RefusalCodes.SdkChecksum, RefusalCodes.NotPermitted, PutOf(Put + "&x-amz-checksum-crc32=AAAAAA%3D%3D", 403, "AccessDenied", Bare)),
        new(RefusalCodes.AmzHeaderUnsigned, RefusalCodes.NotPermitted,
            PutOf(Put, 403, "AccessDenied", "", [new("x-amz-acl", "private")], ("BucketName", "media"))),
        new(RefusalCodes.PayloadHashHeader, RefusalCodes.UrlExpired,
            PutOf(Put, 403, "AccessDenied", "Request has expired", [new("x-amz-content-sha256", "x")]), Later),
        new(RefusalCodes.ContentTypeUnsigned, RefusalCodes.NotPermitted, PutOf(
            Put, 403, "AccessDenied", "missing s3:PutObject permission", [new("Content-Type", "text/plain")], ("BucketName", "media"))),
        new(RefusalCodes.ContentTypeUnsigned, RefusalCodes.SignatureMismatch,
            PutOf(Put, 403, "SignatureDoesNotMatch", "", [new("Content-Type", "text/plain")])),
        new(RefusalCodes.ContentTypeDiffers, RefusalCodes.UrlExpired, PutOf(
            Typed, 403, "AccessDenied", "The pre-signed URL has expired", [new("Content-Type", "video/mp4; charset=utf-8")]), Later),
        new(RefusalCodes.ContentLengthDiffers, RefusalCodes.LengthRequired, PutOf(
            Refused.Put(new NameValue("content-length", "5")), 501, "NotImplemented", "", [Chunked], ("Header", "Transfer-Encoding"))),
        new(RefusalCodes.HostChanged, RefusalCodes.NotTheStore, Issued(
            GetOf(Get, 403, null) with { Body = "<html>no</html>" }, "GET", Get.Replace("files.example.com", "minio:9000", StringComparison.Ordinal))),
        new(RefusalCodes.PortChanged, RefusalCodes.StoreBusy, Issued(
            GetOf(Get, 503, "SlowDown"), "GET", Get.Replace("files.example.com", "files.example.com:9000", StringComparison.Ordinal))),
        new(RefusalCodes.KeyPlusForSpace, RefusalCodes.ObjectNotFound, Issued(GetOf(Keyed("a+b"), 404, "NoSuchKey"), "GET", Keyed("a b"))),
        new(RefusalCodes.KeyEncodedTwice, RefusalCodes.ObjectNotFound, Issued(GetOf(Keyed("a%20b"), 404, "NoSuchKey"), "GET", Keyed("a b"))),
        new(RefusalCodes.KeyNormalized, RefusalCodes.ObjectNotFound, Issued(GetOf(Keyed("e\u0301"), 404, "NoSuchKey"), "GET", Keyed("\u00E9"))),
        new(RefusalCodes.PathFolded, RefusalCodes.NotPermitted, GetOf(Keyed("a//b"), 403, "AccessDenied", Bare)),
        new(RefusalCodes.PathPrefixChanged, RefusalCodes.BucketNotFound, Issued(
            GetOf(Get, 404, "NoSuchBucket"), "GET", Get.Replace("/media/", "/s3/media/", StringComparison.Ordinal))),
        new(RefusalCodes.KeyAltered, RefusalCodes.ObjectNotFound, Issued(GetOf(Keyed("b"), 404, "NoSuchKey"), "GET", Keyed("a"))),
        new(RefusalCodes.QueryParameterAdded, RefusalCodes.ObjectNotFound, Issued(GetOf(Get + "&utm_source=a", 404, "NoSuchKey"), "GET", Get)),
        new(RefusalCodes.QueryParameterRemoved, RefusalCodes.UrlExpired, Issued(
            GetOf(Get, 403, "AccessDenied", "Request has expired"), "GET", Get + "&versionId=1"), Later),
        new(RefusalCodes.QueryParameterAltered, RefusalCodes.NotPermitted, Issued(
            GetOf(Get + "&versionId=2", 403, "AccessDenied", Bare), "GET", Get + "&versionId=1")),
        new(RefusalCodes.SignatureAltered, RefusalCodes.UrlExpired,
            GetOf(Get[..^64] + Get[^64..].ToUpperInvariant(), 403, "AccessDenied", "Request has expired"), Later),
        new(RefusalCodes.SecretKeyWrong, RefusalCodes.HeaderNotSent, WithCredentials(Unknown(PutOf(Typed, 403, "SignatureDoesNotMatch")), Refused.Static)),
        new(RefusalCodes.SecretKeyWrong, RefusalCodes.HeaderNotSent, WithCredentials(
            Unknown(PutOf(Refused.Put(new NameValue("x-amz-meta-note", "a value")), 403, "SignatureDoesNotMatch")), Refused.Static)),
        new(RefusalCodes.SignatureMismatch, RefusalCodes.NotTheStore, GetOf(Get, 403, null) with { Body = "{\"message\":\"Forbidden\"}" }),
        new(RefusalCodes.UploadRaced, RefusalCodes.OtherRefusal, PutOf(Put, 409, "BucketNotEmpty")),
        new(RefusalCodes.KeyExists, RefusalCodes.PreconditionFailed,
            PutOf(Once, 412, "PreconditionFailed", "", [new("if-none-match", "*")], ("Condition", "If-Match"))),
        new(RefusalCodes.PreconditionFailed, RefusalCodes.KeyExists, PutOf(Once, 412, "PreconditionFailed", "", [new("if-none-match", "*")])),
        new(RefusalCodes.ChecksumMismatch, RefusalCodes.SdkChecksum, PutOf(Put + "&x-amz-checksum-crc32=AAAAAA%3D%3D", 400, "BadDigest") with { Size = 9 },
            MayBeStated: true),
        new(RefusalCodes.LengthRequired, RefusalCodes.SdkChecksum, PutOf(Put, 501, "NotImplemented", "", [new("content-encoding", "aws-chunked"), Chunked])),
        new(RefusalCodes.BodyIncomplete, RefusalCodes.NotTheStore, PutOf(Put, 408, null) with { Body = "<html>Request Timeout</html>" }),
        new(RefusalCodes.TooLarge, RefusalCodes.NotTheStore, PutOf(Put, 413, null) with { Body = "<html>413 Request Entity Too Large</html>" }),
        new(RefusalCodes.TooSmall, RefusalCodes.OtherRefusal, PutOf(Put, 400, "InvalidPart")),
        new(RefusalCodes.BucketNotFound, RefusalCodes.AddressingMismatch, GetOf(
            "https://media.files.example.com/a/video.mp4?" + Get.Split('?')[1], 404, "NoSuchBucket", "", [],
                ("BucketName", "a")) with { Endpoint = "https://files.example.com" }),
        new(RefusalCodes.AddressingMismatch, RefusalCodes.BucketNotFound, GetOf(
            "https://media.files.example.com/a/video.mp4?" + Get.Split('?')[1], 404, "NoSuchBucket") with { Endpoint = "https://files.example.com" }),
        new(RefusalCodes.ObjectNotFound, RefusalCodes.NotTheStore, GetOf(Get, 404, null) with { Body = "{\"error\":\"not found\"}" }),
        new(RefusalCodes.ObjectNotFound, RefusalCodes.BucketNotFound, GetOf(Get, 404, "NoSuchBucket", "", [], ("BucketName", "media"))),
        new(RefusalCodes.NotPermitted, RefusalCodes.ContentTypeUnsigned,
            PutOf(Put, 403, "AccessDenied", "", [new("Content-Type", "application/x-www-form-urlencoded")])),
        new(RefusalCodes.NotPermitted, RefusalCodes.AmzHeaderUnsigned, PutOf(Put, 403, "AccessDenied", "", [new("x-amz-meta-note", "x")])),
        new(RefusalCodes.FormExpired, RefusalCodes.AccessKeyUnknown, FormOf(403, "InvalidAccessKeyId"), Later),
        new(RefusalCodes.FormFieldExtra, RefusalCodes.AccessKeyUnknown, FormOf(403, "InvalidAccessKeyId", fields => [.. fields, new("a", "b")])),
        new(RefusalCodes.FormFieldMissing, RefusalCodes.BucketNotFound, FormOf(404, "NoSuchBucket", fields => [.. fields.Where(field => field.Name != "key")])),
        new(RefusalCodes.FormFieldAltered, RefusalCodes.StoreBusy, FormOf(503, "SlowDown", fields => Replace(fields, "x-amz-date", "20200101T000000Z"))),
        new(RefusalCodes.FormContentType, RefusalCodes.TooLarge, FormOf(400, "EntityTooLarge", fields => Replace(fields, "Content-Type", "a/b"))),
        new(RefusalCodes.FormKey, RefusalCodes.StoreBusy, FormOf(503, "SlowDown", fields => Replace(fields, "key", "other"))),
        new(RefusalCodes.FormPolicyAltered, RefusalCodes.AccessKeyUnknown, FormOf(403, "InvalidAccessKeyId", fields => Replace(fields, "policy", "x"))),
        new(RefusalCodes.FormMalformed, RefusalCodes.StoreBusy, FormOf(503, "SlowDown", _ => [new("key", "a")])),
        new(RefusalCodes.CorsNotAllowed, RefusalCodes.StoreBusy, GetOf(Get, 503, "SlowDown") with { Method = "OPTIONS" }),
        new(RefusalCodes.CorsNotAllowed, RefusalCodes.BucketNotFound, GetOf(Get, 404, "NoSuchBucket") with { Method = "OPTIONS" }),
        new(RefusalCodes.NotImplemented, RefusalCodes.LengthRequired, PutOf(Put, 501, "NotImplemented", "", [], ("Header", "Transfer-Encoding"))),
        new(RefusalCodes.NotImplemented, RefusalCodes.NotTheStore, PutOf(Put, 405, null) with { Body = "<html>405 Not Allowed</html>" }),
        new(RefusalCodes.StoreBusy, RefusalCodes.KeyExists, PutOf(Once, 412, null)),
        new(RefusalCodes.NotTheStore, RefusalCodes.StoreBusy, GetOf(Get, 502, null) with { Body = "<html>502 Bad Gateway</html>" }),
        new(RefusalCodes.NoAnswer, RefusalCodes.UrlExpired, GetOf(Get, null, null), Later),
        new(RefusalCodes.OtherRefusal, RefusalCodes.UrlExpired, GetOf(Get, 403, "AccessDenied", "The pre-signed URL has expired"), Later),
        new(RefusalCodes.OtherRefusal, RefusalCodes.UrlExpired, GetOf(Get, 403, "ExpiredRequest", "Request has expired"), Later),
        new(RefusalCodes.OtherRefusal, RefusalCodes.NotYetValid, GetOf(Get, 403, "AccessDenied", "Request is not valid yet"), Refused.Now.AddHours(-2)),
        new(RefusalCodes.OtherRefusal, RefusalCodes.SignatureMismatch, GetOf(Get, 403, "AccessDenied", "Forbidden: Invalid signature")),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, All.Count)];

    private static NameValue Bearer => new("Authorization", "Bearer x");

    private static NameValue Chunked => new("Transfer-Encoding", "chunked");

    [Theory]
    [MemberData(nameof(Rows))]
    public void Explain_NeighborOfTheSuggestedCause_IsNamedInstead(int index)
    {
        var row = All[index];

        var explanation = Refused.Explain(row.Case.Refusal, row.Now);

        Assert.True(explanation.Cause?.Code == row.True, $"{row}\n{explanation}");
        Assert.DoesNotContain(
            explanation.Findings,
            finding => finding.Code == row.Suggested
                && (finding.Certainty == RefusalCertainty.Proven || (finding.Certainty == RefusalCertainty.Stated && !row.MayBeStated)));
    }

    [Fact]
    public void Rows_OfAllCodes_AreThere()
    {
        // These are not causes, or are found before all others.
        string[] others = [RefusalCodes.UrlMalformed, RefusalCodes.MoreFindings, RefusalCodes.QueryReordered, RefusalCodes.SchemeChanged];
        var codes = typeof(RefusalCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!).Except(others);

        Assert.Empty(codes.Except(All.Select(row => row.Suggested)));
    }

    [Fact]
    public void Explain_AnyRow_DoesNotSayThatSomethingElseIsMeantAndIsTheCause() => Assert.All(All, row =>
    {
        var findings = Refused.Explain(row.Case.Refusal, row.Now).Findings;

        Assert.Empty(findings.Where(finding => finding.Certainty == RefusalCertainty.Harmless).Select(finding => finding.Code)
            .Intersect(findings.Where(finding => finding.Certainty != RefusalCertainty.Harmless).Select(finding => finding.Code)));
    });

    private static Case GetOf(string url, int? status, string? code, string message = "", NameValue[]? headers = null, params (string, string)[] fields) =>
        new("GET", url, status, code is null ? null : Refused.Error(code, message, fields), headers ?? []);

    private static Case PutOf(string url, int? status, string? code, string message = "", NameValue[]? headers = null, params (string, string)[] fields) =>
        new("PUT", url, status, code is null ? null : Refused.Error(code, message, fields), headers ?? []);

    private static Case FormOf(int status, string code, Func<IReadOnlyList<NameValue>, IReadOnlyList<NameValue>>? change = null)
    {
        var form = new PostPolicySigner(BucketEndpoint.Create("https://files.example.com", "media", BucketAddressing.Path), Refused.Static, "auto")
            .Sign(new("a/video.mp4", TimeSpan.FromMinutes(5), [new("Content-Type", "video/mp4")]), Refused.Now);
        return new Case("POST", form.Url, status, Refused.Error(code), []) with { Fields = change?.Invoke(form.Fields) ?? form.Fields };
    }

    private static IReadOnlyList<NameValue> Replace(IReadOnlyList<NameValue> fields, string name, string value) =>
        [.. fields.Select(field => field.Name == name ? new NameValue(name, value) : field)];

    private static Case WithCredentials(Case one, SigV4Credentials credentials) => one with { Credentials = credentials };

    private static Case Unknown(Case one) => one with { Headers = null };

    private static Case Issued(Case one, string method, string url, params NameValue[] headers) =>
        one with { IssuedMethod = method, IssuedUrl = url, IssuedHeaders = headers };

    private static string Keyed(string key) => Refused.Get(key: "k", endpoint: "https://files.example.com")
        .Replace("/media/k?", $"/media/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}?", StringComparison.Ordinal);

    private static string OfService(string service) => Get.Replace("%2Fs3%2F", $"%2F{service}%2F", StringComparison.Ordinal);

    /// <summary>What is known of a refusal.</summary>
    private sealed record Case(string Method, string Url, int? Status, string? Body, NameValue[]? Headers)
    {
        public IReadOnlyList<NameValue>? Fields { get; init; }

        public SigV4Credentials? Credentials { get; init; }

        public string? IssuedMethod { get; init; }

        public string? IssuedUrl { get; init; }

        public NameValue[]? IssuedHeaders { get; init; }

        public string? Endpoint { get; init; }

        public long? Size { get; init; }

        public S3Refusal Refusal => new()
        {
            Method = Method, Url = Url, Status = Status, ErrorXml = Body, Headers = Headers, FormFields = Fields, Credentials = Credentials, BodySize = Size,
            IssuedMethod = IssuedMethod, IssuedUrl = IssuedUrl, IssuedHeaders = IssuedHeaders, Endpoint = Endpoint,
        };
    }

    private sealed record Row(string Suggested, string True, Case Case, DateTimeOffset? Now = null, bool MayBeStated = false)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"suggested: {Suggested}, true: {True}");
    }
}
