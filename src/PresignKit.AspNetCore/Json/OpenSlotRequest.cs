using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The body of POST /slots.</summary>
internal sealed record OpenSlotRequest
{
    [JsonPropertyName("policy"), Description("The name of the upload policy.")]
    public required string Policy { get; init; }

    [JsonPropertyName("fileName"), Description("The file name, without folders.")]
    public required string FileName { get; init; }

    [JsonPropertyName("contentType"), Description("The file's content type. If it is empty or unspecific, it is inferred from the file name.")]
    public string? ContentType { get; init; }

    [JsonPropertyName("size"), Description("The file's exact size in bytes. It can be missing or null only if the policy says so.")]
    public long? Size { get; init; }

    [JsonPropertyName("checksum")]
    [Description("The file's checksum: algorithm, colon, and value in base64, such as crc32c:yZRlqg==. Required only if the policy says so.")]
    public string? Checksum { get; init; }

    [JsonPropertyName("checksumSha256"), Description("The file's SHA-256 in base64; short for checksum with sha256.")]
    public string? ChecksumSha256 { get; init; }

    [JsonPropertyName("transports")]
    [Description("How the client can send the file: put, post, multipart. If it is missing: put and post. Others are ignored.")]
    public List<string>? Transports { get; init; }

    [JsonPropertyName("context"), Description("Additional data for the application; at most 16 entries.")]
    public Dictionary<string, string>? Context { get; init; }
}
