using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Uppy;

/// <summary>A part that the client has sent.</summary>
internal sealed record SentPart
{
    [JsonPropertyName("PartNumber"), Description("The number of the part.")]
    public required int PartNumber { get; init; }

    [JsonPropertyName("ETag"), Description("Its entity tag, with or without quotes.")]
    public required string ETag { get; init; }
}
