using Amazon;

namespace PresignKit.S3.Settings;

/// <summary>Amazon's own endpoints.</summary>
internal static class AmazonEndpoint
{
    /// <summary>
    /// The regional endpoint, with the domain of the region's partition: <c>amazonaws.com.cn</c> in China. Regional, since the global one
    /// redirects, and a redirect breaks a browser's upload.
    /// </summary>
    public static string Of(string region) => $"https://s3.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}";

    /// <summary>Whether the backend reaches Amazon itself.</summary>
    public static bool IsAmazon(S3StoreOptions options) => options.Endpoint is null || IsAmazon(options.Endpoint);

    public static bool IsAmazon(string endpoint)
    {
        var host = EndpointText.Host(endpoint);
        return host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".amazonaws.com.cn", StringComparison.OrdinalIgnoreCase);
    }
}
