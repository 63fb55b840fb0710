using PresignKit.Conformance.Stores;
using PresignKit.Explaining;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Suites.Refusals;

/// <summary>
/// Explanations of refusals caused by changed hosts, ports, and paths, or a wrong endpoint. With path addressing, so that the host can
/// change alone.
/// </summary>
public abstract class AddressRefusalConformance(S3ConformanceStore store) : RefusalConformance(store)
{
    private string HostAndPort => new Uri(Options.Endpoint!).Authority;

    [Fact]
    public async Task Explain_ProxyChangesHost_NamesHost()
    {
        // The page uses the public address, but behind the proxy the store sees its own. The answers of Amazon and LocalS3 show what they saw.
        var issued = Put(bucket: Bucket("https://files.example.com", BucketAddressing.Path));
        var sent = issued with { WireUrl = At(issued.Url, "https://files.example.com") };
        if (Store.ReturnsCanonicalRequest)
        {
            await AssertExplainedAsync(RefusalCodes.HostChanged, issued, sent);
        }
        else
        {
            await AssertExplainedAsync(RefusalCodes.HostChanged, issued, sent, Clues.Headers | Clues.Issued, endpoint: Options.Endpoint);
        }
    }

    [Fact]
    public async Task Explain_UrlMovedToPublicHost_NamesHost()
    {
        // Signed for the internal host, which was replaced afterwards.
        var issued = Put(bucket: Bucket("http://minio:9000", BucketAddressing.Path));
        var sent = issued with { Url = At(issued.Url, "http://minio:9000") };
        await AssertExplainedAsync(RefusalCodes.HostChanged, issued, sent, Clues.Issued | Clues.Secret);
    }

    [Fact]
    public async Task Explain_ProxyDropsPort_NamesPort()
    {
        var issued = Put(bucket: Bucket(Options.Endpoint!, BucketAddressing.Path));
        var sent = issued with { WireHost = new Uri(Options.Endpoint!).Host };
        if (Store.ChecksMissingPort)
        {
            await AssertExplainedAsync(RefusalCodes.PortChanged, issued, sent);
        }
        else
        {
            await AssertAcceptedAsync(sent);
        }
    }

    [Fact]
    public async Task Explain_PortAdded_NamesPort()
    {
        var issued = Put(bucket: Bucket(Options.Endpoint!, BucketAddressing.Path));
        var other = $"{new Uri(Options.Endpoint!).Host}:8080";
        var sent = issued with { Url = issued.Url.Replace(HostAndPort, other, StringComparison.Ordinal), WireUrl = issued.Url, WireHost = other };
        await AssertExplainedAsync(RefusalCodes.PortChanged, issued, sent, Clues.Issued);
        await AssertExplainedAsync(RefusalCodes.PortChanged, issued, sent, Clues.Secret, endpoint: Options.Endpoint);
    }

    [Fact]
    public async Task Explain_PathPrefixStripped_NamesPrefix()
    {
        // Signed for https://HOST/s3/BUCKET, but the proxy removes /s3.
        var issued = Put(bucket: Bucket(Options.Endpoint! + "/s3", BucketAddressing.Path));
        var stripped = issued.Url.Replace("/s3/", "/", StringComparison.Ordinal);
        if (Store.ReturnsCanonicalRequest)
        {
            await AssertExplainedAsync(RefusalCodes.PathPrefixChanged, issued, issued with { WireUrl = stripped });
        }

        await AssertExplainedAsync(RefusalCodes.PathPrefixChanged, issued, issued with { Url = stripped }, Clues.Issued | Clues.Secret);
    }

    [Fact]
    public async Task Explain_SchemeChanged_IsHarmless()
    {
        var issued = Put(bucket: Bucket(Options.Endpoint!, BucketAddressing.Path));
        await AssertAcceptedAsync(issued);
        var explanation = new S3RefusalExplainer(TimeProvider.System).Explain(new()
        {
            Method = "PUT",
            Url = issued.Url.Replace("http://", "https://", StringComparison.Ordinal),
            IssuedUrl = issued.Url,
            Status = 503,
        });
        AssertNamed(RefusalCodes.StoreBusy, explanation, "503", issued.Url);
        Assert.Contains(explanation.Findings, finding => finding is { Code: RefusalCodes.SchemeChanged, Certainty: RefusalCertainty.Harmless });
    }

    [Fact]
    public async Task Explain_UnsupportedVirtualHost_NamesAddressing()
    {
        // http://BUCKET.store.example/KEY, but the store takes the beginning of the key for the bucket.
        var issued = Put(bucket: Bucket("http://store.example", BucketAddressing.VirtualHost));
        var sent = issued with { WireUrl = At(issued.Url, "http://" + new Uri(issued.Url).Authority), WireHost = new Uri(issued.Url).Authority };
        await AssertExplainedAsync(
            RefusalCodes.AddressingMismatch,
            issued,
            sent,
            Clues.Answer | Clues.Headers | Clues.Secret,
            endpoint: "http://store.example");
    }

    private string At(string url, string endpoint) => url.Replace(endpoint, Options.Endpoint!, StringComparison.Ordinal);
}
