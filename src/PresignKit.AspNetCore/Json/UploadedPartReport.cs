using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>A part that the store has received.</summary>
internal sealed record UploadedPartReport
{
    [JsonPropertyName("number")]
    public required int Number { get; init; }

    [JsonPropertyName("size"), Description("Its size in bytes. A part of another size than the plan's must be sent again.")]
    public required long Size { get; init; }

    [JsonPropertyName("etag"), Description("Its entity tag, as the store returned it.")]
    public required string ETag { get; init; }

    [JsonPropertyName("md5"), Description("The MD5 of its bytes in base64, if the store tells it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Md5 { get; init; }
}
