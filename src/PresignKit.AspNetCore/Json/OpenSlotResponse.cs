using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The response to POST /slots.</summary>
internal sealed record OpenSlotResponse
{
    [JsonPropertyName("token"), Description("The token that completes the slot; valid only for this user. Do not put it into URLs.")]
    public required string Token { get; init; }

    [JsonPropertyName("transport"), Description("How the file is sent: by PUT as the body, by POST in a form, or in parts.")]
    public required UploadTransport Transport { get; init; }

    [JsonPropertyName("request"), Description("The request to send. Missing for multipart: the requests of parts are signed when they are needed.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SignedUploadRequest? Request { get; init; }

    [JsonPropertyName("multipart"), Description("How the file is cut into parts; only for multipart.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MultipartPlan? Multipart { get; init; }

    [JsonPropertyName("transferChecksum")]
    [Description("The checksum of each part that can be sent with the completion, to be compared with what the store received: crc64nvme or md5.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TransferChecksumAlgorithm? TransferChecksum { get; init; }

    [JsonPropertyName("key"), Description("The object's key.")]
    public required string Key { get; init; }

    [JsonPropertyName("contentType"), Description("The content type that the slot is for.")]
    public required string ContentType { get; init; }

    [JsonPropertyName("size"), Description("The size in bytes that the slot is for. Missing if the slot was opened without one.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required long? Size { get; init; }

    [JsonPropertyName("minimumSize"), Description("The smallest size in bytes; only for a slot without a size.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? MinimumSize { get; init; }

    [JsonPropertyName("maximumSize"), Description("The largest size in bytes; only for a slot without a size.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? MaximumSize { get; init; }

    [JsonPropertyName("expiresAt"), Description("When the request expires; for multipart, when the token must be renewed.")]
    public required DateTimeOffset ExpiresAt { get; init; }

    [JsonPropertyName("endsAt"), Description("When the upload must be completed, whatever is renewed; only for multipart.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EndsAt { get; init; }

    [JsonPropertyName("guarantees")]
    public required GuaranteeReport Guarantees { get; init; }
}
