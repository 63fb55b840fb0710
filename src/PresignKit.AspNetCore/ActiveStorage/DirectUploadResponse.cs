using System.ComponentModel;
using System.Text.Json.Serialization;
using PresignKit.AspNetCore.Json;

namespace PresignKit.AspNetCore.ActiveStorage;

/// <summary>The response: what Rails calls a blob, as far as there is one before the upload has been accepted.</summary>
internal sealed record DirectUploadResponse
{
    [JsonPropertyName("key"), Description("The object's key.")]
    public required string Key { get; init; }

    [JsonPropertyName("filename"), Description("The file name.")]
    public required string FileName { get; init; }

    [JsonPropertyName("content_type"), Description("The content type that the slot is for.")]
    public required string ContentType { get; init; }

    [JsonPropertyName("byte_size"), Description("The size in bytes that the slot is for.")]
    public required long ByteSize { get; init; }

    [JsonPropertyName("checksum"), Description("The MD5 in base64 that the store compares with what it receives.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Checksum { get; init; }

    [JsonPropertyName("signed_id"), Description("The token that completes the slot; valid only for this user. Do not put it into URLs.")]
    public required string SignedId { get; init; }

    [JsonPropertyName("direct_upload")]
    public required DirectUploadTarget DirectUpload { get; init; }

    [JsonPropertyName("guarantees")]
    public required GuaranteeReport Guarantees { get; init; }

    // A token is enough to complete an upload, so it must never appear in a log.
    public override string ToString() => $"{nameof(DirectUploadResponse)} <redacted>";
}
