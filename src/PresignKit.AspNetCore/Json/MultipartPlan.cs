using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>How a file is cut into parts.</summary>
internal sealed record MultipartPlan
{
    [JsonPropertyName("partSize"), Description("The size of each part but the last, in bytes.")]
    public required long PartSize { get; init; }

    [JsonPropertyName("partCount"), Description("The number of parts; the first has the number 1.")]
    public required int PartCount { get; init; }
}
