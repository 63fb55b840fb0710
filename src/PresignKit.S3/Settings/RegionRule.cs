namespace PresignKit.S3.Settings;

/// <summary>What can stand as a region in a credential scope.</summary>
internal static class RegionRule
{
    /// <summary>Whether the store is to be asked.</summary>
    public static bool IsDiscovered(S3StoreOptions options) => string.Equals(options.Region, S3StoreOptions.DiscoverRegion, StringComparison.OrdinalIgnoreCase);

    /// <summary>The region in force.</summary>
    /// <param name="options">The options.</param>
    /// <param name="discovered">What the store has answered; null: it has not been asked yet, and some region stands for it.</param>
    public static string InForce(S3StoreOptions options, string? discovered) =>
        IsDiscovered(options) ? discovered ?? "us-east-1" : options.Region;

    public static bool Check(string? region, Action<string, string> flaw)
    {
        if (string.IsNullOrEmpty(region))
        {
            flaw(nameof(S3StoreOptions.Region), "is empty; stores without regions usually accept us-east-1");
            return false;
        }

        if (region.Length > 64 || !region.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            flaw(nameof(S3StoreOptions.Region), "is not a valid region; a region has up to 64 letters, digits, '-', '_' and '.'");
            return false;
        }

        return true;
    }
}
