using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The answer to POST /slots.</summary>
internal sealed record OpenSlotResponse
{
    [JsonPropertyName("token"), Description("What completes the slot; for this user only. Keep it out of URLs.")]
    public required string Token { get; init; }

    [JsonPropertyName("transport"), Description("How the file is sent: by PUT as it is, or by POST as a form.")]
    public required UploadTransport Transport { get; init; }

    [JsonPropertyName("request")]
    public required SignedUploadRequest Request { get; init; }

    [JsonPropertyName("key"), Description("The object's key.")]
    public required string Key { get; init; }

    [JsonPropertyName("contentType"), Description("The content type the slot is for.")]
    public required string ContentType { get; init; }

    [JsonPropertyName("size"), Description("The size in bytes the slot is for.")]
    public required long Size { get; init; }

    [JsonPropertyName("expiresAt"), Description("When the store stops honouring the request.")]
    public required DateTimeOffset ExpiresAt { get; init; }

    [JsonPropertyName("guarantees")]
    public required GuaranteeReport Guarantees { get; init; }
}
