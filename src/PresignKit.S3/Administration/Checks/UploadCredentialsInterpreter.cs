using PresignKit.S3.Http;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.Checks;

/// <summary>Interprets the answers to requests signed by the upload account.</summary>
internal static class UploadCredentialsInterpreter
{
    /// <summary>A finding if the store rejects the credentials; null if it accepts them or the answer does not tell.</summary>
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

    /// <summary>A finding if the account may not write; null if it may, or the answer does not tell.</summary>
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

    /// <summary>If the store accepts unsigned directives, uploads of an account that can read can copy objects.</summary>
    public static StoreFinding Reads(S3StoreSettings settings) => TooWide(
        settings,
        "read objects that it did not write",
        "s3:GetObject",
        SeverityByIsolation(settings));

    /// <summary>The backend's own account, which limits nothing.</summary>
    public static StoreFinding BackendsOwn(S3StoreSettings settings) => new(
        FindingCodes.UploadCredentialsTooWide,
        SeverityByIsolation(settings),
        $"The account that signs uploads to store '{settings.Name}' ({Account(settings)}) is the backend's own account. Set "
            + $"Stores:{settings.Name}:UploadCredentials to an account that can only write.");

    // A key template that begins with a token has no fixed folder, and an account that can write only to certain folders may be correct.
    private static StoreFinding NotAnywhere(S3StoreSettings settings) => new(
        FindingCodes.UploadCredentialsUnchecked,
        FindingSeverity.Warning,
        $"The account that signs uploads to store '{settings.Name}' ({Account(settings)}) is not allowed to write everywhere in bucket "
            + $"'{settings.Bucket}', and the key template of an upload policy begins with a token, so its permission for those uploads could not be "
            + "checked. Begin the template with a folder (incoming/), or verify s3:PutObject yourself.");

    private static FindingSeverity SeverityByIsolation(S3StoreSettings settings) =>
        (settings.ConfiguredProfile.UntilConfirmed ?? settings.ConfiguredProfile).IsolatedPut == Capability.Yes
            ? FindingSeverity.Warning
            : FindingSeverity.Error;

    private static StoreFinding TooWide(S3StoreSettings settings, string what, string action, FindingSeverity severity) => new(
        FindingCodes.UploadCredentialsTooWide,
        severity,
        $"The account that signs uploads to store '{settings.Name}' ({Account(settings)}) is also allowed to {what}. Deny it {action} in the policy of "
            + $"bucket '{settings.Bucket}', or set Stores:{settings.Name}:UploadCredentials to an account that can only write.");

    private static string? Account(S3StoreSettings settings) => settings.UploadCredentials?.Credentials.AccessKeyId;
}
