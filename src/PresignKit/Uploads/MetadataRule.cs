using PresignKit.Content;
using PresignKit.Policies;
using PresignKit.Providers;

namespace PresignKit.Uploads;

/// <summary>Which metadata a request may set, and in which form.</summary>
internal static class MetadataRule
{
    /// <summary>S3: user metadata is at most 2 KB ("Working with object metadata").</summary>
    private const int MaximumTotalLength = 2048;

    public static StoredAttributes Apply(UploadPolicy policy, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count == 0)
        {
            return policy.Attributes;
        }

        var all = policy.Attributes.Metadata.ToBuilder();
        foreach (var (name, value) in metadata)
        {
            // The policy's own values are not the request's to change, so its names are no allowed ones.
            if (!policy.AllowedMetadata.Contains(name))
            {
                throw new PolicyViolationException(
                    ErrorCodes.MetadataNotAllowed,
                    $"Policy '{policy.Name}' allows metadata {Names(policy)}, not '{MessageText.Printable(name)}'.",
                    Names(policy));
            }

            if (!IsValue(value))
            {
                throw new PolicyViolationException(
                    ErrorCodes.MetadataNotAllowed,
                    $"The metadata '{name}' is not printable ASCII without spaces at its ends; encode other text first.");
            }

            all[name] = value;
        }

        var total = all.Sum(pair => pair.Key.Length + pair.Value.Length);
        return total <= MaximumTotalLength
            ? policy.Attributes with { Metadata = all.ToImmutable() }
            : throw new PolicyViolationException(
                ErrorCodes.MetadataNotAllowed, $"All metadata together has {total} characters; at most {MaximumTotalLength} are stored.");
    }

    /// <summary>Lower-case letters, digits and <c>-</c>: what every HTTP library passes on unchanged.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Printable ASCII, no spaces at the ends and no two in a row: signing trims and folds them.</summary>
    public static bool IsValue(string? value) =>
        value is not null && value.All(c => c is >= ' ' and <= '~') && value.Trim(' ') == value
        && !value.Contains("  ", StringComparison.Ordinal);

    private static string Names(UploadPolicy policy) =>
        policy.AllowedMetadata.IsEmpty ? "none" : string.Join(", ", policy.AllowedMetadata);
}
