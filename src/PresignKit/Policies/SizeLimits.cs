namespace PresignKit.Policies;

/// <summary>How much one request can carry.</summary>
internal static class SizeLimits
{
    /// <summary>One request to S3 carries at most 5 GiB ("Uploading objects": "up to 5 GB in size with a single PUT").</summary>
    public const long LargestRequest = 5L * 1024 * 1024 * 1024;
}
