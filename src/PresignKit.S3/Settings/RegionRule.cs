namespace PresignKit.S3.Settings;

/// <summary>Validates regions for the credential scope.</summary>
internal static class RegionRule
{
    private const string Default = "us-east-1";

    /// <summary>Determines the region.</summary>
    /// <param name="options">The options.</param>
    /// <param name="host">The host of the store.</param>
    /// <param name="discovered">The region that the store returned; null if it has not been requested yet. The default is used until then.</param>
    public static string InForce(S3StoreOptions options, StoreHost host, string? discovered) =>
        options.DiscoverRegion ? discovered ?? Default
        : options.Region ?? (host == StoreHost.CloudflareR2 ? "auto" : Default);

    public static bool Check(S3StoreOptions options, Action<string, string> flaw)
    {
        if (options.Region is not { } region)
        {
            return true;
        }

        if (options.DiscoverRegion)
        {
            flaw(nameof(S3StoreOptions.Region), "is set, but DiscoverRegion is true; remove one of them");
            return false;
        }

        if (region.Length == 0)
        {
            flaw(nameof(S3StoreOptions.Region), "is empty; stores without regions usually accept us-east-1");
            return false;
        }

        if (!IsValid(region))
        {
            flaw(nameof(S3StoreOptions.Region), "is not a valid region; a region has up to 64 letters, digits, '-', '_' and '.', and "
                + "begins and ends with a letter or a digit");
            return false;
        }

        return true;
    }

    /// <summary>Amazon accepts a signature only for the bucket's region, so there is none to assume.</summary>
    public static void CheckAmazon(S3StoreOptions options, string endpoint, Action<string, string> flaw)
    {
        if (options.Region is null && !options.DiscoverRegion)
        {
            flaw(
                nameof(options.Region),
                "is missing, and neither AWS_REGION nor a profile contains one; set it to the bucket's region, such as eu-central-1, or set "
                    + "DiscoverRegion to true");
        }
        else if (options.Region is { } region && AmazonEndpoint.RegionOf(endpoint) is { } own && !string.Equals(own, region, StringComparison.Ordinal))
        {
            flaw(nameof(options.Region), $"is '{region}', but the Endpoint '{endpoint}' is in {own}; change one of them, or remove Endpoint");
        }
    }

    /// <summary>
    /// A server of one's own has a default region only if its profile is of a store that ignores regions, or has this one unless it is configured.
    /// </summary>
    public static void CheckOwnServer(S3StoreOptions options, StoreProfile profile, Action<string, string> flaw)
    {
        if (options.Region is null && !options.DiscoverRegion && HostedEndpoint.HomeOf(profile) != StoreHost.OwnServer)
        {
            flaw(
                nameof(options.Region),
                "is missing, and neither AWS_REGION nor a profile contains one; set it to the store's region (stores without regions usually accept "
                    + "us-east-1, and so do Ceph and MinIO unless they are configured otherwise), or set Profile to ceph or minio if it is one of them");
        }
    }

    /// <summary>What to use instead of a name that AWS's SDKs replace by a region before they sign; null: it is none of them.</summary>
    public static string? InsteadOfPseudoRegion(string name) => name switch
    {
        _ when name.StartsWith("fips-", StringComparison.Ordinal) => $"use {name[5..]}, and set UseFipsEndpoint to true",
        _ when name.EndsWith("-fips", StringComparison.Ordinal) => $"use {name[..^5]}, and set UseFipsEndpoint to true",
        _ when name.EndsWith("-regional", StringComparison.Ordinal) => $"use {name[..^9]}",
        "s3-external-1" => "use us-east-1",
        _ when name.EndsWith("-global", StringComparison.Ordinal) => "use the bucket's region, such as us-east-1",
        _ => null,
    };

    public static bool IsValid(string region) =>
        region.Length is > 0 and <= 64 && region.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        && char.IsAsciiLetterOrDigit(region[0]) && char.IsAsciiLetterOrDigit(region[^1]);
}
