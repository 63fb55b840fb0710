using PresignKit.SigV4;

namespace PresignKit.Explaining.Requests;

/// <summary>The form fields that belong to the signature, and what a POST policy requires of the others.</summary>
/// <remarks>Amazon S3 API Reference, "POST Policy", conditions.</remarks>
internal static class PostFields
{
    public const string Key = "key";
    public const string Bucket = "bucket";
    public const string Policy = "policy";
    public const string Credential = "x-amz-credential";
    public const string SecurityToken = "x-amz-security-token";
    public const string Signature = "x-amz-signature";

    private static readonly string[] Unconditional = [Signature, "file", Policy];

    public static bool NeedsNoCondition(string name) =>
        name.StartsWith("x-ignore-", StringComparison.OrdinalIgnoreCase) || Unconditional.Contains(name, StringComparer.OrdinalIgnoreCase);

    public static bool IsFor(this PostCondition condition, string name) => string.Equals(condition.Name, name, StringComparison.OrdinalIgnoreCase);

    public static bool Holds(this PostCondition condition, string value)
    {
        if (condition.Kind == PostConditionKind.Exact)
        {
            return value == condition.Value;
        }

        // A form may list several types, separated by commas; each must have the prefix.
        return condition.IsFor("Content-Type")
            ? value.Split(',').All(part => part.Trim(' ').StartsWith(condition.Value, StringComparison.Ordinal))
            : value.StartsWith(condition.Value, StringComparison.Ordinal);
    }
}
