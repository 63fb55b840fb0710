using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The response to POST /slots/uploaded.</summary>
internal sealed record UploadedPartsResponse
{
    [JsonPropertyName("parts"), Description("The parts that the store has received, by number.")]
    public required IReadOnlyList<UploadedPartReport> Parts { get; init; }
}
