using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>The response to POST /slots/complete, with the properties that the application's verdict adds.</summary>
internal sealed class CompleteSlotResponse
{
    [JsonPropertyName("id"), Description("The application's ID of the upload.")]
    public required string Id { get; init; }

    [JsonPropertyName("key"), Description("The key of the object.")]
    public required string Key { get; init; }

    [JsonPropertyName("contentType"), Description("The verified content type.")]
    public required string ContentType { get; init; }

    [JsonPropertyName("size"), Description("The verified size in bytes. Missing if the slot was opened without one and the application does not report it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required long? Size { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement> Properties { get; set; } = [];
}
