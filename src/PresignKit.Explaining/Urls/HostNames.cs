namespace PresignKit.Explaining.Urls;

/// <summary>Parts of a host as in URLs and Host headers.</summary>
internal static class HostNames
{
    public static string WithoutDefaultPort(string authority, string scheme)
    {
        var host = authority[(authority.LastIndexOf('@') + 1)..].ToLowerInvariant();
        var standard = scheme == "https" ? ":443" : scheme == "http" ? ":80" : null;
        return standard is not null && host.EndsWith(standard, StringComparison.Ordinal) ? host[..^standard.Length] : host;
    }

    /// <summary>The host without its port.</summary>
    public static string Name(string host)
    {
        var colon = host.LastIndexOf(':');
        return colon < 0 || colon < host.LastIndexOf(']') ? host : host[..colon];
    }

    /// <summary>The port; empty if there is none.</summary>
    public static string Port(string host) => host[Name(host).Length..].TrimStart(':');

    public static string FirstLabel(string host) => Name(host).Split('.')[0];

    /// <summary>The region of an Amazon S3 endpoint such as <c>s3.eu-central-1.amazonaws.com</c>, also with a bucket in front; null for other hosts.</summary>
    /// <remarks>AWS General Reference, "Amazon Simple Storage Service endpoints and quotas".</remarks>
    public static string? AmazonRegion(string host)
    {
        var labels = Name(host).Split('.');
        var amazon = Array.IndexOf(labels, "amazonaws");
        return amazon >= 2 && labels[amazon - 1] is var region && region.Contains('-', StringComparison.Ordinal) && region != "s3-accelerate"
            && labels[..(amazon - 1)].Any(label => label is "s3" or "s3-fips" or "dualstack")
                ? region
                : null;
    }
}
