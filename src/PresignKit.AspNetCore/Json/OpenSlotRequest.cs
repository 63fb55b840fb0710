using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The body of POST /slots.</summary>
internal sealed record OpenSlotRequest
{
    [JsonPropertyName("policy"), Description("The name of the upload policy.")]
    public required string Policy { get; init; }

    [JsonPropertyName("fileName"), Description("The file's name, without folders.")]
    public required string FileName { get; init; }

    [JsonPropertyName("contentType"), Description("The file's content type; empty or unspecific: inferred from the name.")]
    public string? ContentType { get; init; }

    [JsonPropertyName("size"), Description("The file's exact size in bytes.")]
    public required long Size { get; init; }

    [JsonPropertyName("checksumSha256"), Description("The file's SHA-256 in base64, where the policy requires or the client offers one.")]
    public string? ChecksumSha256 { get; init; }

    [JsonPropertyName("context"), Description("What the application wants to know besides; at most 16 entries.")]
    public Dictionary<string, string>? Context { get; init; }
}
