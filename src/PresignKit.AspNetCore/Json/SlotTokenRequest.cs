using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The body of POST /slots/uploaded, /slots/abort, and /slots/renew.</summary>
internal sealed record SlotTokenRequest
{
    [JsonPropertyName("token"), Description("The slot's token.")]
    public required string Token { get; init; }

    // A token is enough to complete an upload, so it must never appear in a log.
    public override string ToString() => $"{nameof(SlotTokenRequest)} <redacted>";
}
