using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Uppy;

/// <summary>A part in the response to GET s3/multipart/{uploadId}.</summary>
internal sealed record ListedPart
{
    [JsonPropertyName("PartNumber"), Description("The number of the part.")]
    public required int PartNumber { get; init; }

    [JsonPropertyName("ETag"), Description("Its entity tag.")]
    public required string ETag { get; init; }

    [JsonPropertyName("Size"), Description("Its size in bytes.")]
    public required long Size { get; init; }
}
