using System.Text.Json;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>Metadata of clients that send any JSON as values.</summary>
internal static class ClientMetadata
{
    /// <summary>All values as text; those that are null are left out.</summary>
    public static Dictionary<string, string> Read(IReadOnlyDictionary<string, JsonElement>? metadata)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in metadata ?? new Dictionary<string, JsonElement>())
        {
            var text = value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => Text(value),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => throw Invalid("A field of the metadata is an array or an object. Send texts and numbers only."),
            };
            if (text is not null)
            {
                texts.Add(name, text);
            }
        }

        return texts;
    }

    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Invalid("A field of the metadata contains half of a surrogate pair. Send valid Unicode.");
        }
    }

    private static EndpointException Invalid(string detail) => new(EndpointErrorCodes.RequestInvalid, detail);
}
