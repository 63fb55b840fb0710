using PresignKit.Content;
using PresignKit.Keys;
using PresignKit.Policies;
using PresignKit.Providers;

namespace PresignKit.Uploads;

/// <summary>Applies the metadata that a request sets: its names must be allowed by the policy, and its values must be valid.</summary>
internal static class MetadataRule
{
    /// <summary>S3: user metadata is at most 2 KB ("Working with object metadata").</summary>
    private const int StoreLimit = 2048;

    public static StoredAttributes Apply(UploadPolicy policy, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count == 0)
        {
            return policy.Attributes;
        }

        var all = policy.Attributes.Metadata.ToBuilder();
        foreach (var (name, value) in metadata)
        {
            // A request cannot change the policy's own values: their names are never among the allowed ones.
            if (!policy.AllowedMetadata.Contains(name))
            {
                throw new PolicyViolationException(
                    ErrorCodes.MetadataNotAllowed,
                    $"The metadata '{MessageText.Printable(name)}' is not allowed; policy '{policy.Name}' allows {Names(policy)}.",
                    Names(policy));
            }

            if (!MetadataText.IsValue(value))
            {
                throw new PolicyViolationException(
                    ErrorCodes.MetadataNotAllowed,
                    $"The value of metadata '{name}' must consist of printable ASCII characters without leading, trailing, or repeated spaces; "
                    + "encode other text first.");
            }

            all[name] = value;
        }

        var total = all.Sum(pair => pair.Key.Length + pair.Value.Length);
        var limit = StoreLimit - SlotBinding.MetadataLength(policy.ApplicationName);
        return total <= limit
            ? policy.Attributes with { Metadata = all.ToImmutable() }
            : throw new PolicyViolationException(
                ErrorCodes.MetadataNotAllowed,
                $"The names and values of the metadata have {total} characters in total; at most {limit} are allowed.");
    }

    private static string Names(UploadPolicy policy) =>
        policy.AllowedMetadata.IsEmpty ? "none" : string.Join(", ", policy.AllowedMetadata);
}
