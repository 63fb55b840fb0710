using System.Diagnostics;

namespace PresignKit.S3;

/// <summary>The credentials of an account that can only write new objects; see <see cref="S3StoreOptions.UploadCredentials"/>.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class S3UploadCredentials
{
    /// <summary>The access key ID. Required.</summary>
    /// <value>Null, which is rejected.</value>
    public string? AccessKeyId { get; set; }

    /// <summary>The secret of <see cref="AccessKeyId"/>. Required. Keep it out of source control; it never appears in a message or a log.</summary>
    /// <value>Null, which is rejected.</value>
    public string? SecretAccessKey { get; set; }

    /// <summary>The access key ID; no secret.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{AccessKeyId} (secret redacted)";
}
