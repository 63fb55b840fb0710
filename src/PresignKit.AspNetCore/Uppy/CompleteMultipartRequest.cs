using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Uppy;

/// <summary>The body of POST s3/multipart/{uploadId}/complete. The store knows better which parts there are.</summary>
internal sealed record CompleteMultipartRequest
{
    [JsonPropertyName("parts"), Description("The parts that the client has sent. Only the form of the list is checked.")]
    public required List<SentPart> Parts { get; init; }
}
