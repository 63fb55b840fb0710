namespace PresignKit.SigV4.Tests.Suites;

/// <summary>
/// Cases in which a library was wrong or could not do what was required. The input (credentials, date, host) is read from the library's
/// URL, and our result must match the verdict.
/// </summary>
public class DisagreementTests
{
    private static readonly List<Disagreement> All = VectorFiles.Read<DisagreementFile>("disagreements.json").Disagreements;

    public static IEnumerable<TheoryDataRow<int>> Indices => Enumerable.Range(0, All.Count).Select(i => new TheoryDataRow<int>(i));

    public static IEnumerable<TheoryDataRow<int>> Mismatches => Enumerable.Range(0, All.Count)
        .Where(i => All[i] is { CheckerCanonicalRequest: not null, Kind: "signature-mismatch" })
        .Select(i => new TheoryDataRow<int>(i));

    [Fact]
    public void File_Always_ContainsFortyCases() => Assert.Equal(40, All.Count);

    [Fact]
    public void Mismatches_Always_AreThree() => Assert.Equal(3, Mismatches.Count());

    [Theory]
    [MemberData(nameof(Indices))]
    public void Presign_Disagreement_MatchesTheVerdict(int index)
    {
        var test = All[index];
        if (test.Url is null)
        {
            AssertWeSupportIt(test);
            return;
        }

        var theirs = new WireRequest(test.Method, Golden.TargetOf(test.Url), []);
        var ours = new WireRequest(test.Method, Golden.TargetOf(Presign(test, theirs)), []);
        switch (test.Kind)
        {
            case "key-changed":
                Assert.EndsWith("/" + test.Key, ours.Path, StringComparison.Ordinal);
                Assert.NotEqual(theirs.Path, ours.Path);
                break;

            case "query-lost":
                Assert.All(test.Query, p => Assert.Contains(new NameValue(p.Key, p.Value), ours.Query));
                Assert.All(test.Query, p => Assert.DoesNotContain(new NameValue(p.Key, p.Value), theirs.Query));
                break;

            case "query-not-encoded-on-wire":
                Assert.All(test.Query, p => Assert.Contains(new NameValue(p.Key, p.Value), ours.Query));
                break;

            case "signature-mismatch":
                var host = test.CheckerCanonicalRequest!.Split('\n').Single(l => l.StartsWith("host:", StringComparison.Ordinal))[5..];
                Assert.Equal(host, Endpoint(test).Host);
                break;

            default:
                Assert.Fail($"Unknown kind '{test.Kind}'.");
                break;
        }
    }

    /// <summary>The checker's canonical request and the recomputed signature match ours.</summary>
    [Theory]
    [MemberData(nameof(Mismatches))]
    public void Presign_CanonicalRequestOfTheChecker_MatchesOurs(int index)
    {
        var test = All[index];
        var theirs = new WireRequest(test.Method, Golden.TargetOf(test.Url!), []);
        var trace = SigningTrace.Of(Presigner(test, theirs), Request(test, theirs));
        Assert.Equal(test.CheckerCanonicalRequest, trace.CanonicalRequest);
        Assert.StartsWith($"recomputed {trace.Signature} ", test.Detail, StringComparison.Ordinal);
    }

    private static void AssertWeSupportIt(Disagreement test)
    {
        Assert.Equal("refused", test.Kind);
        if (test.Implementation == "minio-js")
        {
            var endpoint = Endpoint(test);
            Assert.Equal("/s3/edgebucket", endpoint.BucketPath);
            return;
        }

        // S3 allows keys of up to 1,024 bytes.
        var key = string.Concat(Enumerable.Repeat("abcdefghij/", 100))[..1024];
        var input = Golden.Get("S0001").Input with { Key = key };
        Assert.Contains("/examplebucket/" + key, input.Presigner().Presign(input.Request()), StringComparison.Ordinal);
    }

    private static BucketEndpoint Endpoint(Disagreement test)
    {
        if (test.Url is null)
        {
            return BucketEndpoint.Create(test.Endpoint!, "edgebucket", BucketAddressing.Path);
        }

        var host = test.Url[(test.Url.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/')[0];
        var scheme = test.Url[..test.Url.IndexOf("://", StringComparison.Ordinal)];
        var firstSegment = Golden.TargetOf(test.Url).Split('/', '?')[1];
        return test.Style == "path" || test.Implementation == "minio-net"
            ? BucketEndpoint.Create(test.Endpoint ?? $"{scheme}://{host}", firstSegment, BucketAddressing.Path)
            : BucketEndpoint.Create(
                $"{scheme}://{host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..]}",
                host.Split('.')[0],
                BucketAddressing.VirtualHost);
    }

    private static UrlPresigner Presigner(Disagreement test, WireRequest theirs)
    {
        string Auth(string name) => theirs.Query.Single(p => p.Name == name).Value;
        var credential = Auth("X-Amz-Credential").Split('/');
        var token = theirs.Query.SingleOrDefault(p => p.Name == "X-Amz-Security-Token").Value;
        return new UrlPresigner(Endpoint(test), new SigV4Credentials(credential[0], "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", token), credential[2]);
    }

    private static PresignRequest Request(Disagreement test, WireRequest theirs) => new()
    {
        Method = test.Method,
        Target = test.Key.Length > 0 ? PresignTarget.ForObject(test.Key) : PresignTarget.BucketWithSlash,
        SignedAt = Golden.ParseDate(theirs.Query.Single(p => p.Name == "X-Amz-Date").Value),
        Lifetime = TimeSpan.FromSeconds(int.Parse(theirs.Query.Single(p => p.Name == "X-Amz-Expires").Value, null)),
        Headers = test.Headers.Select(h => new NameValue(h.Key, h.Value)).ToArray(),
        Query = test.Query.Select(p => new NameValue(p.Key, p.Value)).ToArray(),
    };

    private static string Presign(Disagreement test, WireRequest theirs) => Presigner(test, theirs).Presign(Request(test, theirs));

    private sealed record DisagreementFile(List<Disagreement> Disagreements);

    private sealed record Disagreement(
        string Implementation, string Kind, string Detail, string Method, string? Endpoint, string Style, string Key,
        Dictionary<string, string> Headers, Dictionary<string, string> Query, string? Url, string? CheckerCanonicalRequest);
}
