using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The response to POST /slots/renew.</summary>
internal sealed record RenewSlotResponse
{
    [JsonPropertyName("token"), Description("The token to use from now on.")]
    public required string Token { get; init; }

    [JsonPropertyName("expiresAt"), Description("When it must be renewed; never after the upload's end.")]
    public required DateTimeOffset ExpiresAt { get; init; }

    // A token is enough to complete an upload, so it must never appear in a log.
    public override string ToString() => $"{nameof(RenewSlotResponse)} <redacted>";
}
