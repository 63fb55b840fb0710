using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The response to GET /downloads/{id}.</summary>
internal sealed record DownloadResponse
{
    [JsonPropertyName("url"), Description("The signed URL; GET and Range requests work until it expires.")]
    public required string Url { get; init; }

    [JsonPropertyName("expiresAt"), Description("When the URL expires.")]
    public required DateTimeOffset ExpiresAt { get; init; }

    [JsonPropertyName("refreshAfter"), Description("After how many seconds to ask again, so that a player always has a valid URL: before it expires.")]
    public required double RefreshAfter { get; init; }
}
