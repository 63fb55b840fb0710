using System.Text.Json.Nodes;

namespace PresignKit.S3.Administration.PolicyDocuments;

/// <summary>Reads the members of a statement. A list may be written as its only element.</summary>
internal static class PolicyJson
{
    public static JsonNode? Member(JsonObject statement, string name) =>
        statement.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>A text or a list of texts; numbers and Booleans as they are written.</summary>
    public static IReadOnlyList<string> Texts(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list.Where(item => item is JsonValue).Select(item => item!.ToString())],
        JsonValue value => [value.ToString()],
        _ => [],
    };
}
