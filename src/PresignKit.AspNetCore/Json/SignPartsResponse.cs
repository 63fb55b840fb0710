using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The response to POST /slots/parts.</summary>
internal sealed record SignPartsResponse
{
    [JsonPropertyName("parts"), Description("One signed request for each number, in the same order.")]
    public required IReadOnlyList<SignedPartRequest> Parts { get; init; }

    [JsonPropertyName("expiresAt"), Description("When all of them expire.")]
    public required DateTimeOffset ExpiresAt { get; init; }
}
