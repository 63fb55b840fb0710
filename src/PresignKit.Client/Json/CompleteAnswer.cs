using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresignKit.Client.Json;

/// <summary>The answer to POST /slots/complete.</summary>
internal sealed class CompleteAnswer
{
    public required string Id { get; init; }

    public required string Key { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement> Properties { get; set; } = [];
}
