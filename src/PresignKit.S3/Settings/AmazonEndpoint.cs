using Amazon;

namespace PresignKit.S3.Settings;

/// <summary>Amazon's own endpoints.</summary>
internal static class AmazonEndpoint
{
    private static readonly string[] Domains = [".amazonaws.com", ".amazonaws.com.cn"];

    /// <summary>
    /// The regional endpoint, with the domain of the region's partition: <c>amazonaws.com.cn</c> in China. It is regional because the global one
    /// redirects, and a redirect breaks a browser's upload.
    /// </summary>
    public static string Of(string region) => $"https://s3.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}";

    /// <summary>
    /// Whether it is one of S3's own hosts: <c>s3.REGION</c>, <c>BUCKET.s3.dualstack.REGION</c>, <c>ID.s3.REGION.vpce</c> and the like. Load
    /// balancers and virtual machines (<c>elb</c>, <c>compute</c>) are in the same domain, but may belong to any store.
    /// </summary>
    /// <remarks>AWS General Reference, "Amazon Simple Storage Service endpoints and quotas".</remarks>
    public static bool IsAmazon(string endpoint)
    {
        var host = EndpointText.Host(endpoint).ToLowerInvariant();
        return Array.Find(Domains, domain => host.EndsWith(domain, StringComparison.Ordinal)) is { } domain && NamesS3(host[..^domain.Length].Split('.'));
    }

    /// <summary>The region in an Amazon endpoint; null if it contains none, or is not Amazon's.</summary>
    public static string? RegionOf(string endpoint) =>
        IsAmazon(endpoint) && EndpointText.Host(endpoint).ToLowerInvariant().Split('.').LastOrDefault(IsRegion) is { } label
            ? label.StartsWith("s3-", StringComparison.Ordinal) ? label[3..] : label
            : null;

    private static bool NamesS3(string[] labels)
    {
        var s3 = Array.FindLastIndex(labels, label => label == "s3" || label.StartsWith("s3-", StringComparison.Ordinal));
        return s3 >= 0 && labels[(s3 + 1)..].All(label => label is "dualstack" or "vpce" || IsRegion(label));
    }

    // Such as eu-central-1 or us-gov-west-1. No Amazon service has a name like this.
    private static bool IsRegion(string label) => label.Contains('-', StringComparison.Ordinal) && char.IsAsciiDigit(label[^1]);
}
