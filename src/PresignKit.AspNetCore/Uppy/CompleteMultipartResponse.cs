using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Uppy;

/// <summary>The response to POST s3/multipart/{uploadId}/complete.</summary>
internal sealed record CompleteMultipartResponse
{
    [JsonPropertyName("location"), Description("The object's address without a signature. Only a public bucket lets anybody read it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Location { get; init; }

    [JsonPropertyName("key"), Description("The key of the object.")]
    public required string Key { get; init; }

    [JsonPropertyName("id"), Description("The application's ID of the upload.")]
    public required string Id { get; init; }
}
