using System.Net;

namespace PresignKit.S3.Settings;

/// <summary>Validates bucket names. Prefixes and suffixes that Amazon reserves are accepted, because aliases have them.</summary>
/// <remarks>Amazon S3 User Guide, "General purpose bucket naming rules".</remarks>
internal static class BucketNameRule
{
    public static bool Check(string? bucket, Action<string, string> flaw)
    {
        if (Flaw(bucket) is not { } message)
        {
            return true;
        }

        flaw(nameof(S3StoreOptions.Bucket), message);
        return false;
    }

    private static string? Flaw(string? bucket)
    {
        if (string.IsNullOrEmpty(bucket))
        {
            return "is missing; set it to the bucket's name";
        }

        if (bucket.StartsWith("arn:", StringComparison.OrdinalIgnoreCase))
        {
            return "is an ARN; use the bucket's name or an access point alias instead";
        }

        if (bucket.Length is < 3 or > 63)
        {
            return $"must be 3 to 63 characters long (this one has {bucket.Length})";
        }

        if (!bucket.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.'))
        {
            return "contains invalid characters; a bucket name may contain only lowercase letters, digits, '-' and '.'";
        }

        if (!char.IsAsciiLetterOrDigit(bucket[0]) || !char.IsAsciiLetterOrDigit(bucket[^1]))
        {
            return "must begin and end with a letter or digit";
        }

        if (bucket.Contains("..", StringComparison.Ordinal))
        {
            return "must not contain two consecutive dots";
        }

        return bucket.Count(c => c == '.') == 3 && IPAddress.TryParse(bucket, out _) ? "must not be formatted as an IP address" : null;
    }
}
