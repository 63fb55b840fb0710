using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.ActiveStorage;

/// <summary>The signed request, to be sent by PUT.</summary>
internal sealed record DirectUploadTarget
{
    [JsonPropertyName("url")]
    public required string Url { get; init; }

    [JsonPropertyName("headers"), Description("The headers to send, without changes.")]
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public override string ToString() => $"{nameof(DirectUploadTarget)} <redacted>";
}
