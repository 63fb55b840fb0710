namespace PresignKit.SigV4.Posting;

/// <summary>The form fields that the signer sets and callers cannot.</summary>
internal static class PostFields
{
    internal const string Key = "key";
    internal const string Bucket = "bucket";
    internal const string File = "file";
    internal const string Policy = "policy";
    internal const string Algorithm = "x-amz-algorithm";
    internal const string Credential = "x-amz-credential";
    internal const string Date = "x-amz-date";
    internal const string SecurityToken = "x-amz-security-token";
    internal const string Signature = "x-amz-signature";

    /// <summary>The placeholder that S3 replaces with the name of the file that the browser sends.</summary>
    internal const string FileNameVariable = "${filename}";

    private static readonly string[] Reserved = [Key, Bucket, File, Policy, Algorithm, Credential, Date, SecurityToken, Signature];

    internal static bool IsReserved(string name)
    {
        foreach (var reserved in Reserved)
        {
            if (string.Equals(reserved, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    internal static bool IsSecret(string name) =>
        string.Equals(name, SecurityToken, StringComparison.OrdinalIgnoreCase) || string.Equals(name, Signature, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a form may contain the field without a condition for it.</summary>
    /// <remarks>Amazon S3 API Reference, "POST Policy", conditions.</remarks>
    internal static bool NeedsNoCondition(string name) =>
        name.StartsWith("x-ignore-", StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, Signature, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, File, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, Policy, StringComparison.OrdinalIgnoreCase);
}
