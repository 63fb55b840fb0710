using System.Net;

namespace PresignKit.S3.Settings;

/// <summary>Validates bucket names. Access point aliases are accepted; what a presigned URL cannot reach is not.</summary>
/// <remarks>Amazon S3 User Guide, "General purpose bucket naming rules".</remarks>
internal static class BucketNameRule
{
    private const string Express = "is a directory bucket (S3 Express One Zone), which requires session credentials that presigned URLs cannot have; "
        + "use a general purpose bucket";

    private const string Tables = "is a table bucket (S3 Tables), which has no objects to upload or download; use a general purpose bucket";

    private const string MultiRegion = "is a multi-region access point, which requires Signature Version 4A; use a bucket in one region";

    private static readonly (string Suffix, string Reason)[] Unsupported =
    [
        ("--x-s3", Express),
        ("--xa-s3", Express),
        ("--table-s3", Tables),
        (".mrap", MultiRegion),
        ("--op-s3", "is the alias of S3 on Outposts, which is signed for another service; use a general purpose bucket"),
        ("--ol-s3", "is the alias of an S3 Object Lambda access point, which is signed for another service; use the bucket itself"),
    ];

    public static bool Check(string? bucket, Action<string, string> flaw)
    {
        if (Flaw(bucket) is not { } message)
        {
            return true;
        }

        flaw(nameof(S3StoreOptions.Bucket), message);
        return false;
    }

    private static string OfArn(string arn) => arn switch
    {
        _ when arn.Contains(":s3-outposts:", StringComparison.Ordinal) => "is the ARN of S3 on Outposts, which is signed for another service; "
            + "use a general purpose bucket",
        _ when arn.Contains(":s3-object-lambda:", StringComparison.Ordinal) => "is the ARN of an S3 Object Lambda access point, which is signed for "
            + "another service; use the bucket itself",
        _ when arn.Contains(":s3express:", StringComparison.Ordinal) => Express,
        _ when arn.Contains(":s3tables:", StringComparison.Ordinal) => Tables,
        _ when arn.EndsWith(".mrap", StringComparison.Ordinal) => MultiRegion,
        _ when arn.Contains(":accesspoint", StringComparison.Ordinal) => "is the ARN of an access point; use the access point's alias, "
            + "which ends with -s3alias, or the bucket's name",
        _ => "is an ARN; use the bucket's name or an access point alias instead",
    };

    private static string? Flaw(string? bucket)
    {
        if (string.IsNullOrEmpty(bucket))
        {
            return "is missing; set it to the bucket's name";
        }

        if (bucket.StartsWith("arn:", StringComparison.OrdinalIgnoreCase))
        {
            return OfArn(bucket.ToLowerInvariant());
        }

        if (Array.Find(Unsupported, kind => bucket.EndsWith(kind.Suffix, StringComparison.OrdinalIgnoreCase)).Reason is { } reason)
        {
            return reason;
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
