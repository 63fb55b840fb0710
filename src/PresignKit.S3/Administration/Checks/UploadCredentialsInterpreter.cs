using PresignKit.S3.Http;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.Checks;

/// <summary>What the answers to an account that signs uploads say about it.</summary>
internal static class UploadCredentialsInterpreter
{
    /// <summary>Whether the store knows the keys at all; null where it does, or says nothing about it.</summary>
    public static StoreFinding? WrongKeys(PlainAnswer answer, S3StoreSettings settings) => S3Xml.ErrorCode(S3Xml.Parse(answer.Body)) switch
    {
        "InvalidAccessKeyId" => new(
            FindingCodes.AccessKeyUnknown,
            FindingSeverity.Error,
            $"Store '{settings.Name}' does not know the access key that signs uploads: set Stores:{settings.Name}:UploadCredentials:AccessKeyId."),
        "SignatureDoesNotMatch" => new(
            FindingCodes.SecretKeyWrong,
            FindingSeverity.Error,
            $"Store '{settings.Name}' knows the access key that signs uploads but refuses the signature: set "
                + $"Stores:{settings.Name}:UploadCredentials:SecretAccessKey."),
        _ => null,
    };

    /// <summary>Whether it may write; null where it may, or nobody can tell.</summary>
    public static StoreFinding? OfPut(PlainAnswer answer, S3StoreSettings settings, string prefix) =>
        WrongKeys(answer, settings) ?? (answer.Status != 403
            ? null
            : prefix.Length == 0
            ? NotAnywhere(settings)
            : new(
                FindingCodes.UploadCredentialsDenied,
                FindingSeverity.Error,
                $"The account that signs uploads to store '{settings.Name}' ({Account(settings)}) is not allowed to write to '{prefix}' in bucket "
                    + $"'{settings.Bucket}', so uploads there will be refused. Grant it s3:PutObject on {settings.Bucket}/{prefix}*, or correct "
                    + $"Stores:{settings.Name}:UploadCredentials."));

    public static StoreFinding Lists(S3StoreSettings settings) => TooWide(settings, "list the bucket", "s3:ListBucket", FindingSeverity.Warning);

    /// <summary>Where the store takes directives that were not signed, an account that reads is one whose uploads copy.</summary>
    public static StoreFinding Reads(S3StoreSettings settings) => TooWide(
        settings,
        "read objects that it did not write",
        "s3:GetObject",
        WhereItMatters(settings));

    /// <summary>An account that can do whatever the backend can confines nothing.</summary>
    public static StoreFinding BackendsOwn(S3StoreSettings settings) => new(
        FindingCodes.UploadCredentialsTooWide,
        WhereItMatters(settings),
        $"The account that signs uploads to store '{settings.Name}' ({Account(settings)}) is the backend's own account. Set "
            + $"Stores:{settings.Name}:UploadCredentials to an account that can only write.");

    // A key template that begins with a token names no folder, and an account that may write in those that its values name is right.
    private static StoreFinding NotAnywhere(S3StoreSettings settings) => new(
        FindingCodes.UploadCredentialsUnchecked,
        FindingSeverity.Warning,
        $"The account that signs uploads to store '{settings.Name}' ({Account(settings)}) is not allowed to write everywhere in bucket "
            + $"'{settings.Bucket}', and the key template of an upload policy begins with a token, so its permission for those uploads could not be "
            + "checked. Begin the template with a folder (incoming/), or verify s3:PutObject yourself.");

    private static FindingSeverity WhereItMatters(S3StoreSettings settings) =>
        settings.ConfiguredProfile.IsolatedPut == Capability.Yes ? FindingSeverity.Warning : FindingSeverity.Error;

    private static StoreFinding TooWide(S3StoreSettings settings, string what, string action, FindingSeverity severity) => new(
        FindingCodes.UploadCredentialsTooWide,
        severity,
        $"The account that signs uploads to store '{settings.Name}' ({Account(settings)}) is also allowed to {what}. Deny it {action} in the policy of "
            + $"bucket '{settings.Bucket}', or set Stores:{settings.Name}:UploadCredentials to an account that can only write.");

    private static string? Account(S3StoreSettings settings) => settings.UploadCredentials?.Credentials.AccessKeyId;
}
