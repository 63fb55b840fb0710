using PresignKit.Issuing;
using PresignKit.Policies;
using PresignKit.Providers;

namespace PresignKit.Administration;

/// <summary>From the policies in force to what a store may refuse.</summary>
internal static class BucketPolicyRequirements
{
    /// <param name="store">Whose requirement it is.</param>
    /// <param name="sharing">It, and the stores that have the same bucket: what it refuses, it refuses them, too.</param>
    /// <param name="policies">The policies in force.</param>
    public static BucketPolicyRequirement Derive(string store, IReadOnlySet<string> sharing, PolicyCatalog policies)
    {
        // A URL of a stable window is signed by the window's start, for the whole of it and the expiry. Download policies have no store.
        var longest = policies.UploadPolicies.Where(policy => sharing.Contains(policy.Store)).Select(policy => policy.Lifetime)
            .Concat(policies.DownloadPolicies.Select(policy => policy.Lifetime + policy.StableWindow))
            .Max();
        return new() { Store = store, LongestLifetime = longest < LifetimeLimits.Longest ? longest : LifetimeLimits.Longest };
    }
}
