using System.Diagnostics;

namespace PresignKit.S3;

/// <summary>The keys of an account that can do nothing but write new objects; see <see cref="S3StoreOptions.UploadCredentials"/>.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class S3UploadCredentials
{
    /// <summary>The access key.</summary>
    /// <value>Null, which is refused.</value>
    public string? AccessKeyId { get; set; }

    /// <summary>The secret that belongs to it. Keep it out of source control; it never appears in a message or a log.</summary>
    /// <value>Null, which is refused.</value>
    public string? SecretAccessKey { get; set; }

    /// <summary>The access key; no secret.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{AccessKeyId} (secret redacted)";
}
