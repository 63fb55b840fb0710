using System.IO.Enumeration;

namespace PresignKit.S3.Administration.PublicAccess;

/// <summary>Maps the actions of a policy's statements to what they permit.</summary>
/// <remarks>Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3".</remarks>
internal static class PublicActionNames
{
    private static readonly (PublicActions Actions, string[] Names)[] Known =
    [
        (PublicActions.Read, ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTorrent"]),
        (PublicActions.List, ["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads", "s3:ListMultipartUploadParts"]),
        (PublicActions.Write,
            ["s3:PutObject", "s3:PutObjectTagging", "s3:PutObjectVersionTagging", "s3:PutObjectRetention", "s3:PutObjectLegalHold", "s3:RestoreObject"]),
        (PublicActions.Delete,
            [
                "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:DeleteObjectTagging", "s3:DeleteObjectVersionTagging", "s3:AbortMultipartUpload",
                "s3:BypassGovernanceRetention",
            ]),
        (PublicActions.Administer, ["s3:PutObjectAcl", "s3:PutObjectVersionAcl", "s3:PutBucketAcl", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"]),
    ];

    /// <summary>What an action, which may contain <c>*</c> and <c>?</c>, permits.</summary>
    public static PublicActions Of(string pattern)
    {
        var known = PublicActions.None;
        foreach (var (actions, names) in Known)
        {
            if (names.Any(name => Covers(pattern, name)))
            {
                known |= actions;
            }
        }

        // Reading a setting, such as s3:GetBucketLocation, gives no access to an object. Any other action changes something.
        return known != PublicActions.None
            || pattern.StartsWith("s3:Get", StringComparison.OrdinalIgnoreCase)
            || pattern.StartsWith("s3:List", StringComparison.OrdinalIgnoreCase)
            || !pattern.StartsWith("s3:", StringComparison.OrdinalIgnoreCase)
                ? known
                : PublicActions.Administer;
    }

    /// <summary>Whether a pattern with <c>*</c> and <c>?</c> covers a name, or everything that another pattern covers. Letter case is ignored.</summary>
    public static bool Covers(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern.Replace('\\', '?'), name.Replace('\\', '?'));
}
