using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The response to POST /slots.</summary>
internal sealed record OpenSlotResponse
{
    [JsonPropertyName("token"), Description("The token that completes the slot; valid only for this user. Do not put it into URLs.")]
    public required string Token { get; init; }

    [JsonPropertyName("transport"), Description("How the file is sent: by PUT as the body, or by POST in a form.")]
    public required UploadTransport Transport { get; init; }

    [JsonPropertyName("request")]
    public required SignedUploadRequest Request { get; init; }

    [JsonPropertyName("key"), Description("The object's key.")]
    public required string Key { get; init; }

    [JsonPropertyName("contentType"), Description("The content type that the slot is for.")]
    public required string ContentType { get; init; }

    [JsonPropertyName("size"), Description("The size in bytes that the slot is for.")]
    public required long Size { get; init; }

    [JsonPropertyName("expiresAt"), Description("When the request expires.")]
    public required DateTimeOffset ExpiresAt { get; init; }

    [JsonPropertyName("guarantees")]
    public required GuaranteeReport Guarantees { get; init; }
}
