using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The body of POST /slots/complete.</summary>
internal sealed record CompleteSlotRequest
{
    [JsonPropertyName("token"), Description("The slot's token.")]
    public required string Token { get; init; }

    // A token completes an upload: it does not belong into logs, not even by accident.
    public override string ToString() => $"{nameof(CompleteSlotRequest)} <redacted>";
}
