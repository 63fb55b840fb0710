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
            flaw(nameof(S3StoreOptions.Region), "is not a valid region; a region has up to 64 letters, digits, '-', '_' and '.'");
            return false;
        }

        return true;
    }

    public static bool IsValid(string region) =>
        region.Length is > 0 and <= 64 && region.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
