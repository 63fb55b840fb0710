using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Uppy;

/// <summary>The response to GET s3/multipart/{uploadId}/{partNumber}.</summary>
internal sealed record SignedPartResponse
{
    [JsonPropertyName("url"), Description("The signed URL to which the part is sent by PUT.")]
    public required string Url { get; init; }

    [JsonPropertyName("headers"), Description("The headers to send, if there are any.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Headers { get; init; }
}
