using PresignKit.Issuing;
using PresignKit.Providers;

namespace PresignKit.Administration;

/// <summary>Derives from the policies in force what a bucket policy can deny.</summary>
internal static class BucketPolicyRequirements
{
    /// <param name="storeName">The store that requires it.</param>
    /// <param name="sharing">This store and all stores that share its bucket, because the bucket policy applies to them, too.</param>
    /// <param name="policies">The policies in force.</param>
    public static BucketPolicyRequirement Derive(string storeName, IReadOnlySet<string> sharing, PolicyCatalog policies) =>
        new() { StoreName = storeName, LongestLifetime = policies.GetLongestLifetime(sharing) };
}
