using PresignKit.SigV4.Verification;

namespace PresignKit.SigV4.Tests.Suites;

/// <summary>Every golden URL, signed again: signature, signed headers, host, path, and decoded query parameters.</summary>
public class GoldenPresignTests
{
    public static IEnumerable<TheoryDataRow<string>> Ids => Golden.Ids;

    [Fact]
    public void File_Always_ContainsAllVectors() => Assert.Equal(1058, Golden.Count);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Presign_GoldenInput_ReturnsGoldenUrl(string id)
    {
        var vector = Golden.Get(id);
        var (input, expected) = (vector.Input, vector.Expected);

        var trace = SigningTrace.Of(input.Presigner(), input.Request());

        if (expected.CanonicalRequest is not null)
        {
            Assert.Equal(expected.CanonicalRequest, trace.CanonicalRequest);
        }

        if (expected.CanonicalPath is not null)
        {
            Assert.StartsWith($"{input.Method}\n{expected.CanonicalPath}\n", trace.CanonicalRequest, StringComparison.Ordinal);
        }

        Assert.Equal(expected.Signature, trace.Signature);
        Assert.Equal(expected.Host, input.BucketEndpoint().Host);

        var query = WireTarget.TryParse(Golden.TargetOf(trace.Url))!.Query;
        Assert.Equal(expected.Signature, query.Single(p => p.Name == "X-Amz-Signature").Value);
        Assert.Equal(expected.SignedHeaders, query.Single(p => p.Name == "X-Amz-SignedHeaders").Value);
        if (expected.Url is not null)
        {
            AssertSameUrl(expected.Url, trace.Url, expected.Host);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void TryPresignAndWriter_GoldenInput_WriteTheSameBytes(string id)
    {
        var input = Golden.Get(id).Input;
        var presigner = input.Presigner();
        var url = presigner.Presign(input.Request());

        var bytes = new byte[url.Length];
        Assert.True(presigner.TryPresign(input.Request(), bytes, out var written));
        Assert.Equal(url, System.Text.Encoding.ASCII.GetString(bytes, 0, written));
        Assert.False(presigner.TryPresign(input.Request(), bytes.AsSpan(1), out written));
        Assert.Equal(0, written);

        var writer = new System.Buffers.ArrayBufferWriter<byte>();
        presigner.Presign(input.Request(), writer);
        Assert.Equal(url, System.Text.Encoding.ASCII.GetString(writer.WrittenSpan));
    }

    // Libraries order parameters differently: the path and the host must be the same text, the parameters the same set. One library writes
    // the host in uppercase, and one keeps a default port: the host that is sent is the expected one.
    private static void AssertSameUrl(string theirs, string ours, string host)
    {
        Assert.Equal(theirs[..theirs.IndexOf("://", StringComparison.Ordinal)], ours[..ours.IndexOf("://", StringComparison.Ordinal)]);
        Assert.StartsWith(host + "/", ours[(ours.IndexOf("://", StringComparison.Ordinal) + 3)..], StringComparison.Ordinal);
        var (theirTarget, ourTarget) = (Golden.TargetOf(theirs), Golden.TargetOf(ours));
        Assert.Equal(theirTarget.Split('?')[0], ourTarget.Split('?')[0]);
        Assert.Equal(Sorted(theirTarget), Sorted(ourTarget));
    }

    private static List<(string, string)> Sorted(string target) =>
        [.. WireTarget.TryParse(target)!.Query.Select(p => (p.Name, p.Value)).Order()];
}
