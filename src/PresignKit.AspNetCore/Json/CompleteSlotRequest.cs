using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The body of POST /slots/complete.</summary>
internal sealed record CompleteSlotRequest
{
    [JsonPropertyName("token"), Description("The slot's token.")]
    public required string Token { get; init; }

    // Whoever has a token can complete an upload, so it must not get into logs, not even by accident.
    public override string ToString() => $"{nameof(CompleteSlotRequest)} <redacted>";
}
