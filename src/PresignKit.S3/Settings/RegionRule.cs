namespace PresignKit.S3.Settings;

/// <summary>What can stand as a region in a credential scope.</summary>
internal static class RegionRule
{
    public static bool Check(string? region, Action<string, string> flaw)
    {
        if (string.IsNullOrEmpty(region))
        {
            flaw(nameof(S3StoreOptions.Region), "is empty; stores without regions usually take us-east-1");
            return false;
        }

        if (region.Length > 64 || !region.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            flaw(nameof(S3StoreOptions.Region), "is not a region: up to 64 letters, digits, '-', '_' and '.'");
            return false;
        }

        return true;
    }
}
