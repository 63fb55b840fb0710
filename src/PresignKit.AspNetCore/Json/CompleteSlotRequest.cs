using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The body of POST /slots/complete.</summary>
internal sealed record CompleteSlotRequest
{
    [JsonPropertyName("token"), Description("The slot's token.")]
    public required string Token { get; init; }

    [JsonPropertyName("transferChecksums"), Description("What the client sent, to be compared with what the store received. Optional.")]
    public TransferChecksumReport? TransferChecksums { get; init; }

    // A token is enough to complete an upload, so it must never appear in a log.
    public override string ToString() => $"{nameof(CompleteSlotRequest)} <redacted>";
}
