using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>A failure: ProblemDetails (RFC 9457) with a stable code.</summary>
internal sealed record Problem
{
    [JsonPropertyName("type"), Description("urn:presignkit:error: followed by the code.")]
    public required string Type { get; init; }

    [JsonPropertyName("title")]
    public required string Title { get; init; }

    [JsonPropertyName("status")]
    public required int Status { get; init; }

    [JsonPropertyName("detail"), Description("What was wrong, for people to read. The text may change.")]
    public required string Detail { get; init; }

    [JsonPropertyName("code"), Description("What was wrong, for programs. The code does not change.")]
    public required string Code { get; init; }

    [JsonPropertyName("limit"), Description("The limit that was exceeded, if there is one.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Limit { get; init; }

    [JsonPropertyName("parts"), Description("The numbers of the parts to send (again), if the failure is about parts.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Parts { get; init; }

    [JsonPropertyName("message"), Description("The same as detail, for clients that show this field: Uppy.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }
}
