using System.Net;

namespace PresignKit.S3.Settings;

/// <summary>What can be a bucket's name. Prefixes and suffixes that Amazon reserves are left to Amazon: aliases have them.</summary>
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
            return "is missing: name the bucket";
        }

        if (bucket.StartsWith("arn:", StringComparison.OrdinalIgnoreCase))
        {
            return "is an ARN; give the bucket's name, or an access point's alias";
        }

        if (bucket.Length is < 3 or > 63)
        {
            return $"has {bucket.Length} characters; a bucket's name has 3 to 63";
        }

        if (!bucket.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.'))
        {
            return "has characters that no bucket's name has: it is lower-case letters, digits, '-' and '.'";
        }

        if (!char.IsAsciiLetterOrDigit(bucket[0]) || !char.IsAsciiLetterOrDigit(bucket[^1]))
        {
            return "begins or ends with '-' or '.'; a bucket's name begins and ends with a letter or digit";
        }

        if (bucket.Contains("..", StringComparison.Ordinal))
        {
            return "has two dots in a row";
        }

        return bucket.Count(c => c == '.') == 3 && IPAddress.TryParse(bucket, out _) ? "is an IP address, which no bucket's name is" : null;
    }
}
