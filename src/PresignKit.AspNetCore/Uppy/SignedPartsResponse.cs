using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Uppy;

/// <summary>The response to GET s3/multipart/{uploadId}/batch.</summary>
internal sealed record SignedPartsResponse
{
    [JsonPropertyName("presignedUrls"), Description("The signed URL of each part, by its number.")]
    public required OrderedDictionary<string, string> PresignedUrls { get; init; }
}
