using System.Collections.Immutable;
using PresignKit.Issuing;
using PresignKit.Policies;
using PresignKit.Providers;

namespace PresignKit.Administration;

/// <summary>
/// From the policies in force to what may be removed without a question. An accepted object is never among it: where a policy leaves
/// accepted uploads in place, whatever its key template could yield is kept.
/// </summary>
internal static class LifecycleRequirements
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="storeName">Whose requirement it is.</param>
    /// <param name="sharing">It, and the stores that have the same bucket: what they accept is kept, too.</param>
    /// <param name="policies">The policies in force.</param>
    /// <param name="abandonedAfter">After how long, as configured.</param>
    public static LifecycleRequirement Derive(string storeName, IReadOnlySet<string> sharing, PolicyCatalog policies, TimeSpan abandonedAfter)
    {
        var inBucket = policies.UploadPolicies.Where(policy => sharing.Contains(policy.StoreName))
            .OrderBy(policy => policy.Name, StringComparer.Ordinal).ToArray();
        var abandoned = new SortedSet<string>(StringComparer.Ordinal);
        var kept = ImmutableArray.CreateBuilder<string>();
        foreach (var prefix in UploadPrefixes.Of(storeName, policies))
        {
            if (Keeper(prefix, storeName, inBucket, policies) is { } reason)
            {
                kept.Add(reason);
            }
            else
            {
                abandoned.Add(prefix);
            }
        }

        // What lies in a folder lies in the one around it.
        abandoned.RemoveWhere(prefix => abandoned.Any(other => other.Length < prefix.Length && prefix.StartsWith(other, StringComparison.Ordinal)));
        return new() { StoreName = storeName, After = After(inBucket, abandonedAfter), AbandonedPrefixes = [.. abandoned], Kept = kept.ToImmutable() };
    }

    /// <summary>A slot of the last second has a day left to be used and completed.</summary>
    private static TimeSpan After(UploadPolicy[] policies, TimeSpan configured)
    {
        var longest = policies.Select(policy => policy.Lifetime).DefaultIfEmpty().Max() + Day;
        return WholeDays(configured > longest ? configured : longest);
    }

    private static TimeSpan WholeDays(TimeSpan time) => TimeSpan.FromDays((time.Ticks + TimeSpan.TicksPerDay - 1) / TimeSpan.TicksPerDay);

    /// <summary>Why accepted objects may be in a folder; null where none can be.</summary>
    private static string? Keeper(string prefix, string storeName, UploadPolicy[] inBucket, PolicyCatalog policies)
    {
        if (prefix.Length == 0)
        {
            var anywhere = inBucket.First(policy => policy.StoreName == storeName && UploadPrefixes.Folder(policy.Key).Length == 0);
            return $"Abandoned uploads of policy '{anywhere.Name}' are not expired: its key template, '{anywhere.Key}', does not begin with a folder, so they may be anywhere in the bucket. Begin it with a folder (incoming/), and set Freeze to {nameof(FreezeRule.Always)}.";
        }

        string Name(UploadPolicy policy) => policy.StoreName == storeName
            ? $"policy '{policy.Name}'"
            : $"policy '{policy.Name}' of store '{policy.StoreName}', whose bucket may be the same,";
        foreach (var policy in inBucket)
        {
            // Until its first token a key is known; from there on it may go anywhere.
            var start = UploadPrefixes.Start(policy.Key);
            if (!policies.GetUploadPlan(policy.Name).Freezes && Overlap(start, prefix))
            {
                return $"Uploads under '{prefix}' are not expired: {Name(policy)} ('{policy.Key}') leaves accepted uploads there, because it does not freeze them. Set Freeze to {nameof(FreezeRule.Always)}, or use a separate folder for it.";
            }

            // Asked whether or not it freezes now: it may have until yesterday.
            if (Overlap(policy.FrozenPrefix, prefix))
            {
                return $"Uploads under '{prefix}' are not expired: {Name(policy)} keeps frozen uploads under '{policy.FrozenPrefix}', which overlaps it. Set FrozenPrefix to a separate folder.";
            }
        }

        return null;
    }

    private static bool Overlap(string start, string prefix) =>
        start.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(start, StringComparison.Ordinal);
}
