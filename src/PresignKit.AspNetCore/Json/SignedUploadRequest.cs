using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The signed request of a slot, to be sent without changes.</summary>
internal sealed record SignedUploadRequest
{
    [JsonPropertyName("method")]
    public required string Method { get; init; }

    [JsonPropertyName("url")]
    public required string Url { get; init; }

    [JsonPropertyName("headers"), Description("The headers to send, without changes.")]
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Ordered: S3 ignores form fields after the file, and some stores require the key first.</summary>
    [JsonPropertyName("fields"), Description("The form fields to send before the field 'file', in this order; only for POST.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderedDictionary<string, string>? Fields { get; init; }
}
