using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The signed request of one part, to be sent without changes and without a Content-Type.</summary>
internal sealed record SignedPartRequest
{
    [JsonPropertyName("number")]
    public required int Number { get; init; }

    [JsonPropertyName("method")]
    public required string Method { get; init; }

    [JsonPropertyName("url")]
    public required string Url { get; init; }

    [JsonPropertyName("headers"), Description("The headers to send, without changes.")]
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
}
