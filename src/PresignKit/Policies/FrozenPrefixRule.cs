using PresignKit.Keys;

namespace PresignKit.Policies;

/// <summary>Checks the prefixes of frozen uploads: no key template of the same store may begin with one.</summary>
internal static class FrozenPrefixRule
{
    private const int MaximumLength = 64;

    public static void Check(string prefix, KeyTemplate? key, Action<string, string> flaw)
    {
        if (prefix.Length > MaximumLength || !prefix.EndsWith('/') || !ObjectKey.TryCreate(prefix, out _))
        {
            flaw("FrozenPrefix", $"is not a valid prefix of object keys; it must have at most {MaximumLength} characters and end with '/'");
        }
        else if (key is not null && IsReserved(key.LiteralStart, prefix))
        {
            // Checked even if this policy does not freeze, because other policies of the store may, and all share the same default.
            flaw("Key", $"begins with FrozenPrefix, '{prefix}', which is reserved for verified uploads; change one of them");
        }
    }

    /// <summary>Checks that no policy's slots can write to the folder in which another policy keeps frozen uploads.</summary>
    /// <param name="policies">All policies.</param>
    /// <param name="shareBucket">Whether two stores may have the same bucket.</param>
    /// <param name="flaws">Receives the flaws.</param>
    public static void CheckTogether(IReadOnlyCollection<UploadPolicy> policies, Func<string, string, bool> shareBucket, List<string> flaws)
    {
        foreach (var policy in policies)
        {
            var other = policies.FirstOrDefault(other =>
                (other.FrozenPrefix != policy.FrozenPrefix || other.StoreName != policy.StoreName)
                && IsReserved(policy.Key.LiteralStart, other.FrozenPrefix)
                && shareBucket(policy.StoreName, other.StoreName));
            if (other is not null)
            {
                flaws.Add(
                    $"UploadPolicies:{policy.Name}:Key begins with '{other.FrozenPrefix}', the FrozenPrefix of policy '{other.Name}', "
                    + "which is reserved for verified uploads; change one of them.");
            }

            // Records expire after some days, so nothing that is kept may be among them.
            var recorded = policies.FirstOrDefault(other =>
                Overlap(policy.FrozenPrefix, FrozenKey.RecordPrefix(other.FrozenPrefix)) && shareBucket(policy.StoreName, other.StoreName));
            if (recorded is not null)
            {
                flaws.Add(
                    $"UploadPolicies:{policy.Name}:FrozenPrefix is '{policy.FrozenPrefix}', but '{FrozenKey.RecordPrefix(recorded.FrozenPrefix)}' is where "
                    + $"the slots of policy '{recorded.Name}' are recorded; change one of the two FrozenPrefixes.");
            }
        }
    }

    private static bool Overlap(string one, string other) =>
        one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal);

    private static bool IsReserved(string start, string prefix) =>
        start.StartsWith(prefix, StringComparison.Ordinal) || start.StartsWith(FrozenKey.RecordPrefix(prefix), StringComparison.Ordinal);
}
