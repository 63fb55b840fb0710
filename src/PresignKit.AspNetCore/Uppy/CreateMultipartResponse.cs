using System.ComponentModel;
using System.Text.Json.Serialization;
using PresignKit.AspNetCore.Json;

namespace PresignKit.AspNetCore.Uppy;

/// <summary>The response to POST s3/multipart.</summary>
internal sealed record CreateMultipartResponse
{
    [JsonPropertyName("key"), Description("What to send as the key with all other requests. It is not the object's key.")]
    public required string Key { get; init; }

    [JsonPropertyName("uploadId"), Description("The store's ID of the upload.")]
    public required string UploadId { get; init; }

    [JsonPropertyName("guarantees")]
    public required GuaranteeReport Guarantees { get; init; }

    // The key is enough to go on in the user's session, so it must never appear in a log.
    public override string ToString() => $"{nameof(CreateMultipartResponse)} <redacted>";
}
