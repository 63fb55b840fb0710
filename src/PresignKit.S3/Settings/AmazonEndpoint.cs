namespace PresignKit.S3.Settings;

/// <summary>Amazon's own endpoints, in all of its partitions.</summary>
internal static class AmazonEndpoint
{
    private const string Commercial = "amazonaws.com";
    private const string AcceleratedLabel = "s3-accelerate";

    /// <summary>The partitions: how their regions begin, and their domain.</summary>
    /// <remarks>botocore, <c>partitions.json</c>: "regionRegex" and "dnsSuffix". AWS GovCloud is in the commercial domain.</remarks>
    private static readonly (string RegionPrefix, string Domain)[] OtherPartitions =
    [
        ("cn-", "amazonaws.com.cn"),
        ("eusc-", "amazonaws.eu"),
        ("us-iso-", "c2s.ic.gov"),
        ("us-isob-", "sc2s.sgov.gov"),
        ("eu-isoe-", "cloud.adc-e.uk"),
        ("us-isof-", "csp.hci.ic.gov"),
        ("eu-isof-", "csp.hci.ic.gov"),
    ];

    /// <summary>Services whose hosts look like S3's, but which this library does not sign for.</summary>
    private static readonly (string Label, string Reason)[] OtherServices =
    [
        ("s3express-", "is an endpoint of S3 Express One Zone, whose session credentials presigned URLs cannot have; use a general purpose bucket"),
        ("s3-outposts", "is an endpoint of S3 on Outposts, which is signed for another service; use a general purpose bucket"),
        ("s3-object-lambda", "is an endpoint of S3 Object Lambda, which is signed for another service; use the bucket itself"),
        ("s3tables", "is an endpoint of S3 Tables, which has no objects to upload or download; use a general purpose bucket"),
        ("s3vectors", "is an endpoint of S3 Vectors, which has no objects to upload or download; use a general purpose bucket"),
        ("s3-control", "is an endpoint of S3's control plane, which serves no objects; remove it"),
        ("s3-website", "is an endpoint of a static website, which accepts no signatures; remove it"),
        ("s3-global", "is the endpoint of a multi-region access point, which requires Signature Version 4A; use a bucket in one region"),
    ];

    /// <summary>
    /// The regional endpoint, with the domain of the region's partition: <c>amazonaws.com.cn</c> in China. It is regional because the global one
    /// redirects, and a redirect breaks a browser's upload.
    /// </summary>
    public static string Of(string region) => Of(region, fips: false, dualstack: false);

    /// <summary>The regional endpoint of that kind: <c>s3-fips.dualstack.REGION</c>.</summary>
    /// <remarks>AWS General Reference, "Amazon Simple Storage Service endpoints and quotas", "Service endpoints".</remarks>
    public static string Of(string region, bool fips, bool dualstack) =>
        $"https://s3{(fips ? "-fips" : "")}{(dualstack ? ".dualstack" : "")}.{region}.{DomainOf(region)}";

    /// <summary>The endpoint of Transfer Acceleration, which contains no region.</summary>
    /// <remarks>Amazon S3 User Guide, "Configuring fast, secure file transfers using Amazon S3 Transfer Acceleration".</remarks>
    public static string Accelerated(string region, bool dualstack) =>
        $"https://{AcceleratedLabel}{(dualstack ? ".dualstack" : "")}.{DomainOf(region)}";

    /// <summary>Whether it is an endpoint of Transfer Acceleration.</summary>
    public static bool IsAccelerated(string endpoint) => HasLabel(endpoint, AcceleratedLabel);

    /// <summary>Whether it is an endpoint whose cryptography is validated (FIPS 140).</summary>
    public static bool IsFips(string endpoint) => HasLabel(endpoint, "s3-fips");

    /// <summary>Whether it is an endpoint with addresses of IPv6.</summary>
    public static bool IsDualstack(string endpoint) => HasLabel(endpoint, "dualstack");

    /// <summary>The domain of the region's partition.</summary>
    public static string DomainOf(string region) =>
        Array.Find(OtherPartitions, partition => region.StartsWith(partition.RegionPrefix, StringComparison.Ordinal)).Domain ?? Commercial;

    /// <summary>
    /// Whether it is one of S3's own hosts: <c>s3.REGION</c>, <c>BUCKET.s3.dualstack.REGION</c>, <c>ID.s3.REGION.vpce</c> and the like. Load
    /// balancers and virtual machines (<c>elb</c>, <c>compute</c>) are in the same domain, but may belong to any store.
    /// </summary>
    /// <remarks>AWS General Reference, "Amazon Simple Storage Service endpoints and quotas".</remarks>
    public static bool IsAmazon(string endpoint) => Labels(endpoint) is { } labels && IndexOfS3(labels) >= 0;

    /// <summary>The region in an Amazon endpoint; null if it contains none, or is not Amazon's.</summary>
    public static string? RegionOf(string endpoint) =>
        IsAmazon(endpoint) && Labels(endpoint)!.LastOrDefault(IsRegion) is { } label
            ? label.StartsWith("s3-", StringComparison.Ordinal) ? label[3..] : label
            : null;

    /// <summary>What precedes S3's own host in an Amazon endpoint, which is a bucket; null if there is nothing.</summary>
    public static string? BucketIn(string endpoint)
    {
        if (Labels(endpoint) is not { } labels || IndexOfS3(labels) is not (var s3 and > 0) || labels[^1] == "vpce")
        {
            return null;
        }

        return string.Join('.', labels[..s3]);
    }

    /// <summary>Why this library cannot sign for an endpoint of Amazon; null if it can, or if the endpoint is not Amazon's.</summary>
    public static string? Refusal(string endpoint) => Labels(endpoint) is { } labels
        ? Array.Find(OtherServices, service => Array.Exists(labels, label => label.StartsWith(service.Label, StringComparison.Ordinal))).Reason
        : null;

    private static bool HasLabel(string endpoint, string label) => IsAmazon(endpoint) && Labels(endpoint)!.Contains(label);

    private static string[]? Labels(string endpoint)
    {
        var host = EndpointText.Host(endpoint).ToLowerInvariant().TrimEnd('.');
        return OtherPartitions.Select(partition => partition.Domain).Append(Commercial)
            .FirstOrDefault(domain => host.EndsWith($".{domain}", StringComparison.Ordinal)) is { } domain
            ? host[..^(domain.Length + 1)].Split('.')
            : null;
    }

    private static int IndexOfS3(string[] labels)
    {
        var s3 = Array.FindLastIndex(labels, label => label == "s3" || label.StartsWith("s3-", StringComparison.Ordinal));
        return s3 >= 0 && labels[(s3 + 1)..].All(label => label is "dualstack" or "vpce" || IsRegion(label)) ? s3 : -1;
    }

    // Such as eu-central-1 or us-gov-west-1. No Amazon service has a name like this.
    private static bool IsRegion(string label) => label.Contains('-', StringComparison.Ordinal) && char.IsAsciiDigit(label[^1]);
}
