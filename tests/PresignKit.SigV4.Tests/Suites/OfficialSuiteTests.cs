using System.Text.Json.Serialization;

namespace PresignKit.SigV4.Tests.Suites;

/// <summary>AWS's own signing test suite, both variants, step by step. Skipped if the suite is not available; see vectors/README.md.</summary>
public class OfficialSuiteTests
{
    private static readonly OfficialFile? File = VectorFiles.ReadOfficial<OfficialFile>();

    // Without the file, there is still one row, so that the report shows what was skipped.
    public static IEnumerable<TheoryDataRow<string>> Names =>
        File is null ? [new TheoryDataRow<string>("(suite not found)")]
            : File.Cases.Where(c => c.S3Presign.Applicable).Select(c => new TheoryDataRow<string>(c.Name));

    [Fact]
    public void File_IfFound_Contains28CasesThatApplyToS3()
    {
        SkipUnlessFound();
        Assert.Equal(28, Names.Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Presign_QueryVariant_MatchesEveryStep(string name)
    {
        SkipUnlessFound();
        var test = File!.Cases.Single(c => c.Name == name);

        // The host of the suite has no bucket, so its first label is used as the bucket.
        Assert.Equal("example.amazonaws.com", test.Headers[0][1]);
        var presigner = new UrlPresigner(
            BucketEndpoint.Create("https://amazonaws.com", "example", BucketAddressing.VirtualHost),
            test.Credentials,
            test.Context.Region,
            test.Context.Service);
        var trace = SigningTrace.Of(presigner, new PresignRequest
        {
            Method = test.Method,
            Target = test.Path == "/" ? PresignTarget.Bucket : PresignTarget.ForObject(test.Path[1..]),
            SignedAt = test.Context.Timestamp,
            Lifetime = TimeSpan.FromSeconds(test.Context.ExpirationInSeconds),
            Headers = test.Headers.Skip(1).Select(h => new NameValue(h[0], h[1])).ToArray(),
            Query = test.QueryPairs,
            PayloadHash = OfficialCase.EmptyPayload,
        });

        AssertSteps(test.Expected.Query, trace);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sign_HeaderVariant_MatchesEveryStep(string name)
    {
        SkipUnlessFound();
        var test = File!.Cases.Single(c => c.Name == name);

        List<NameValue> headers = [.. test.Headers.Select(h => new NameValue(h[0], h[1]))];
        headers.Add(new NameValue("X-Amz-Date", test.Context.Timestamp.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", null)));
        if (test.Context.Credentials.Token is { } token)
        {
            headers.Add(new NameValue("X-Amz-Security-Token", token));
        }

        var trace = SigningTrace.Of(
            new HeaderSigner(test.Credentials, test.Context.Region, test.Context.Service),
            test.Method, test.Path, test.QueryPairs, [.. headers], OfficialCase.EmptyPayload, test.Context.Timestamp);

        AssertSteps(test.Expected.Header, trace);
    }

    private static void AssertSteps(OfficialSteps expected, SigningTrace trace)
    {
        Assert.Equal(expected.CanonicalRequest, trace.CanonicalRequest);
        Assert.Equal(expected.StringToSign, trace.StringToSign);
        Assert.Equal(expected.Signature, trace.Signature);
    }

    private static void SkipUnlessFound()
    {
        if (File is null)
        {
            Assert.False(VectorFiles.AreRequired, "PRESIGNKIT_TEST_REQUIRE requires the vectors, but sigv4-official.json was not found.");
            Assert.Skip("sigv4-official.json, which is not part of this repository, was not found. See vectors/README.md for the paths.");
        }
    }

    private sealed record OfficialFile(List<OfficialCase> Cases);

    private sealed record OfficialCase(
        string Name,
        OfficialContext Context,
        string Method,
        string Path,
        string[][] Query,
        string[][] Headers,
        OfficialApplicability S3Presign,
        OfficialExpected Expected)
    {
        public const string EmptyPayload = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

        public SigV4Credentials Credentials => new(Context.Credentials.AccessKeyId, Context.Credentials.SecretAccessKey, Context.Credentials.Token);

        public NameValue[] QueryPairs => [.. Query.Select(p => new NameValue(p[0], p[1]))];
    }

    private sealed record OfficialContext(
        OfficialCredentials Credentials, string Region, string Service, DateTimeOffset Timestamp,
        [property: JsonPropertyName("expiration_in_seconds")] int ExpirationInSeconds);

    private sealed record OfficialCredentials(
        [property: JsonPropertyName("access_key_id")] string AccessKeyId,
        [property: JsonPropertyName("secret_access_key")] string SecretAccessKey,
        string? Token);

    private sealed record OfficialApplicability(bool Applicable);

    private sealed record OfficialExpected(OfficialSteps Query, OfficialSteps Header);

    private sealed record OfficialSteps(string CanonicalRequest, string StringToSign, string Signature);
}
