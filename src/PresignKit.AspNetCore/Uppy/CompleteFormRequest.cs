using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Uppy;

/// <summary>The body of POST s3/complete.</summary>
internal sealed record CompleteFormRequest
{
    [JsonPropertyName("key"), Description("The field 'key' of the form.")]
    public required string Key { get; init; }
}
