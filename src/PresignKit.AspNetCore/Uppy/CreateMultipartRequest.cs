using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Uppy;

/// <summary>The body of POST s3/multipart.</summary>
internal sealed record CreateMultipartRequest
{
    [JsonPropertyName("filename"), Description("The file name.")]
    public string? FileName { get; init; }

    [JsonPropertyName("type"), Description("The file's content type.")]
    public string? Type { get; init; }

    [JsonPropertyName("metadata"), Description("The file's metadata: its size, and what is meant for the application.")]
    public Dictionary<string, JsonElement>? Metadata { get; init; }
}
