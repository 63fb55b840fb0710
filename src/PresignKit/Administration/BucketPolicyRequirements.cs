using PresignKit.Issuing;
using PresignKit.Providers;

namespace PresignKit.Administration;

/// <summary>From the policies in force to what a store may refuse.</summary>
internal static class BucketPolicyRequirements
{
    /// <param name="storeName">Whose requirement it is.</param>
    /// <param name="sharing">It, and the stores that have the same bucket: what it refuses, it refuses them, too.</param>
    /// <param name="policies">The policies in force.</param>
    public static BucketPolicyRequirement Derive(string storeName, IReadOnlySet<string> sharing, PolicyCatalog policies) =>
        new() { StoreName = storeName, LongestLifetime = policies.GetLongestLifetime(sharing) };
}
