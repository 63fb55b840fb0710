using System.Text.Json.Nodes;

namespace PresignKit.S3.Administration.BucketPolicy;

/// <summary>
/// The canonical text of a statement, the same for statements with the same meaning: a store may return lists and scalars in a different form.
/// </summary>
internal static class BucketPolicyText
{
    public static string Of(JsonNode? node) => node switch
    {
        JsonObject members => "{"
            + string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"\"{member.Key}\":{Of(member.Value)}"))
            + "}",
        JsonArray { Count: 1 } single => Of(single[0]),
        JsonArray list => "[" + string.Join(',', list.Select(Of).Order(StringComparer.Ordinal)) + "]",
        null => "null",
        // "900000" and 900000, "false" and false.
        _ => node.ToString(),
    };
}
