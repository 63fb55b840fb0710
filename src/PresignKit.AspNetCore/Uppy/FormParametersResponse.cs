using System.ComponentModel;
using System.Text.Json.Serialization;
using PresignKit.AspNetCore.Json;

namespace PresignKit.AspNetCore.Uppy;

/// <summary>The response to GET s3/params: a form.</summary>
internal sealed record FormParametersResponse
{
    [JsonPropertyName("method"), Description("Always POST.")]
    public required string Method { get; init; }

    [JsonPropertyName("url"), Description("Where to send the form.")]
    public required string Url { get; init; }

    [JsonPropertyName("fields"), Description("The form fields to send before the field 'file', in this order. The field 'key' identifies the upload.")]
    public required OrderedDictionary<string, string> Fields { get; init; }

    [JsonPropertyName("guarantees")]
    public required GuaranteeReport Guarantees { get; init; }
}
