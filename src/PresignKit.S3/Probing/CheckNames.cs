namespace PresignKit.S3.Probing;

/// <summary>The names of the checks that are not capabilities of a profile.</summary>
internal static class CheckNames
{
    public const string Signature = "Signature";
    public const string Key = "Key";
    public const string Method = "Method";
    public const string Parameters = "Parameters";
    public const string Expiry = "Expiry";
    public const string FutureDate = "FutureDate";
    public const string Region = "Region";
    public const string Service = "Service";
    public const string ContentMd5 = "ContentMd5";
    public const string Unsigned = "Unsigned";
    public const string PublicGrants = "PublicGrants";
    public const string Unversioned = "Unversioned";
    public const string PartSwap = "PartSwap";
    public const string CompletionCondition = "CompletionCondition";
    public const string CompletionSize = "CompletionSize";
    public const string ChecksumAlgorithm = "ChecksumAlgorithm";
    public const string UnsignedContentType = "UnsignedContentType";
    public const string ObjectLock = "ObjectLock";

    /// <summary>Whether a presigned URL restricts nothing at all if the store fails this check.</summary>
    public static bool IsFundamental(string name) => IsVerification(name) || name is Unsigned or PublicGrants;

    /// <summary>Whether the store does not verify what was signed if it fails this check.</summary>
    public static bool IsVerification(string name) => name is Signature or Key or Method or Parameters or Expiry;
}
