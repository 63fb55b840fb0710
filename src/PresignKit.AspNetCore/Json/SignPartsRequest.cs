using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The body of POST /slots/parts.</summary>
internal sealed record SignPartsRequest
{
    [JsonPropertyName("token"), Description("The slot's token.")]
    public required string Token { get; init; }

    [JsonPropertyName("numbers"), Description("The numbers of the parts to send next: 1 to 1,000 different ones.")]
    public required List<int> Numbers { get; init; }

    // A token is enough to complete an upload, so it must never appear in a log.
    public override string ToString() => $"{nameof(SignPartsRequest)} <redacted>";
}
