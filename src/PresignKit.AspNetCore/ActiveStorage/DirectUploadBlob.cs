using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.ActiveStorage;

/// <summary>What the client says about a file.</summary>
internal sealed record DirectUploadBlob
{
    [JsonPropertyName("filename"), Description("The file name.")]
    public required string FileName { get; init; }

    [JsonPropertyName("content_type"), Description("The file's content type. If it is empty or unspecific, it is inferred from the file name.")]
    public string? ContentType { get; init; }

    [JsonPropertyName("byte_size"), Description("The file's exact size in bytes.")]
    public required long ByteSize { get; init; }

    [JsonPropertyName("checksum"), Description("The file's MD5 in base64. The store refuses other bytes.")]
    public string? Checksum { get; init; }

    [JsonPropertyName("metadata"), Description("Additional data for the application: texts and numbers, at most 16.")]
    public Dictionary<string, JsonElement>? Metadata { get; init; }
}
