using PresignKit.Keys;

namespace PresignKit.Policies;

/// <summary>Where frozen uploads may be: a folder that no key template begins with.</summary>
internal static class FrozenPrefixRule
{
    private const int MaximumLength = 64;

    public static void Check(string prefix, KeyTemplate? key, Action<string, string> flaw)
    {
        if (prefix.Length > MaximumLength || !prefix.EndsWith('/') || !ObjectKey.TryCreate(prefix, out _))
        {
            flaw("FrozenPrefix", $"is not a valid prefix of object keys; it must have at most {MaximumLength} characters and end with '/'");
        }
        else if (key is not null && LiteralStart(key).StartsWith(prefix, StringComparison.Ordinal))
        {
            // Asked whether or not this policy freezes: others of the same store may, and all have the same default.
            flaw("Key", $"begins with FrozenPrefix, '{prefix}', which is reserved for verified uploads; change one of them");
        }
    }

    /// <summary>What one policy freezes, the slots of another must not reach either.</summary>
    public static void CheckTogether(IReadOnlyCollection<UploadPolicy> policies, List<string> flaws)
    {
        foreach (var policy in policies)
        {
            var other = policies.FirstOrDefault(other =>
                other.StoreName == policy.StoreName
                && other.FrozenPrefix != policy.FrozenPrefix
                && LiteralStart(policy.Key).StartsWith(other.FrozenPrefix, StringComparison.Ordinal));
            if (other is not null)
            {
                flaws.Add(
                    $"UploadPolicies:{policy.Name}:Key begins with '{other.FrozenPrefix}', the FrozenPrefix of policy '{other.Name}', which is reserved for verified uploads; change one of them.");
            }
        }
    }

    private static string LiteralStart(KeyTemplate key) =>
        string.Concat(key.Parts.TakeWhile(part => part.Kind == KeyTemplatePartKind.Literal).Select(part => part.Text));
}
