using System.Collections.Immutable;
using PresignKit.Issuing;
using PresignKit.Keys;
using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Uploads;

namespace PresignKit.Administration;

/// <summary>
/// Derives from the policies in force which uploads can safely be removed. Accepted objects never are: if a policy leaves accepted uploads
/// in place, every folder that its key template could write to is kept.
/// </summary>
internal static class LifecycleRequirements
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="storeName">The store that requires it.</param>
    /// <param name="sharing">This store and all stores that share its bucket, because what they accept must be kept, too.</param>
    /// <param name="policies">The policies in force.</param>
    /// <param name="hasInspectors">Whether uploads are inspected: then the verdicts about uploads in parts are recorded, too.</param>
    /// <param name="abandonedAfter">The age at which uploads are removed, as configured.</param>
    public static LifecycleRequirement Derive(
        string storeName, IReadOnlySet<string> sharing, PolicyCatalog policies, bool hasInspectors, TimeSpan abandonedAfter)
    {
        var inBucket = policies.UploadPolicies.Where(policy => sharing.Contains(policy.StoreName))
            .OrderBy(policy => policy.Name, StringComparer.Ordinal).ToArray();
        var abandoned = new SortedSet<string>(StringComparer.Ordinal);
        var kept = ImmutableArray.CreateBuilder<string>();
        foreach (var prefix in UploadPrefixes.Of(storeName, policies))
        {
            if (ReasonToKeep(prefix, storeName, inBucket, policies) is { } reason)
            {
                kept.Add(reason);
            }
            else
            {
                abandoned.Add(prefix);
            }
        }

        // Records of ended slots are needed as long as a slot can be completed.
        foreach (var policy in inBucket.Where(policy => policy.StoreName == storeName
            && (hasInspectors || policies.GetPossiblePlans(policy.Name).Any(plan => plan.Freezes))))
        {
            abandoned.Add(FrozenKey.RecordPrefix(policy.FrozenPrefix));
        }

        // A rule for a folder also covers the folders in it.
        abandoned.RemoveWhere(prefix => abandoned.Any(other => other.Length < prefix.Length && prefix.StartsWith(other, StringComparison.Ordinal)));
        return new()
        {
            StoreName = storeName,
            After = After(inBucket, policies, abandonedAfter),
            AbandonedPrefixes = [.. abandoned],
            Kept = kept.ToImmutable(),
        };
    }

    /// <summary>At least one day longer than any slot can be used, so that an upload that ends at the last moment can still be completed.</summary>
    private static TimeSpan After(UploadPolicy[] inBucket, PolicyCatalog policies, TimeSpan configured)
    {
        var longest = inBucket.Select(policy => Longest(policy, policies)).DefaultIfEmpty().Max() + Day;
        return WholeDays(configured > longest ? configured : longest);
    }

    private static TimeSpan Longest(UploadPolicy policy, PolicyCatalog policies) =>
        policy.MaximumUploadDuration > policy.Lifetime && policies.GetPossiblePlans(policy.Name).Any(plan => plan.Mode == SlotMode.Multipart)
            ? policy.MaximumUploadDuration
            : policy.Lifetime;

    private static TimeSpan WholeDays(TimeSpan time) => TimeSpan.FromDays((time.Ticks + TimeSpan.TicksPerDay - 1) / TimeSpan.TicksPerDay);

    /// <summary>Why accepted objects may be in a folder; null if there can be none.</summary>
    private static string? ReasonToKeep(string prefix, string storeName, UploadPolicy[] inBucket, PolicyCatalog policies)
    {
        if (prefix.Length == 0)
        {
            var anywhere = inBucket.First(policy => policy.StoreName == storeName && UploadPrefixes.Folder(policy.Key).Length == 0);
            return $"Abandoned uploads of policy '{anywhere.Name}' are not expired: its key template, '{anywhere.Key}', does not begin with a folder, "
                + $"so they may be anywhere in the bucket. Begin it with a folder, such as uploads/.";
        }

        string Name(UploadPolicy policy) => policy.StoreName == storeName
            ? $"policy '{policy.Name}'"
            : $"policy '{policy.Name}' of store '{policy.StoreName}', whose bucket may be the same,";
        foreach (var policy in inBucket)
        {
            // A key is known up to its first token; what follows can be anything.
            var start = UploadPrefixes.Start(policy.Key);
            if (policies.GetPossiblePlans(policy.Name).Any(plan => !plan.Freezes) && Overlap(start, prefix))
            {
                return $"Objects under '{prefix}' are not expired: {Name(policy)} ('{policy.Key}') leaves accepted uploads there. "
                    + "Uploads that were never completed are removed all the same.";
            }

            // Checked even if the policy does not freeze now, because it may have done so until recently.
            if (Overlap(policy.FrozenPrefix, prefix))
            {
                return $"Uploads under '{prefix}' are not expired: {Name(policy)} keeps frozen uploads under '{policy.FrozenPrefix}', which overlaps it. "
                    + "Set FrozenPrefix to a separate folder.";
            }
        }

        return null;
    }

    private static bool Overlap(string start, string prefix) =>
        start.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(start, StringComparison.Ordinal);
}
