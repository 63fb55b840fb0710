using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>Says what is wrong with a JSON body that could not be deserialized. It shows no value, and no name that is not plain.</summary>
internal static class JsonBodyFlaw
{
    private const int MaximumShownLength = 64;

    /// <summary>What is wrong, and what to do.</summary>
    /// <param name="body">The body.</param>
    /// <param name="type">What was expected.</param>
    /// <param name="path">Where deserialization failed, as a JSON path.</param>
    public static string Explain(ReadOnlySpan<byte> body, JsonTypeInfo type, string? path)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        string? unknown = null;
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = type.Options.MaxDepth });
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                // Whatever follows must be read too: broken JSON is the greater flaw.
                reader.Skip();
                reader.Read();
                return "The request body is not a JSON object. Send an object.";
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = Find(ref reader, type);
                if (name is null)
                {
                    unknown ??= Plain(reader.ValueSpan);
                }
                else if (!fields.Add(name))
                {
                    return $"The field '{name}' occurs more than once in the request body. Send it once.";
                }

                reader.Skip();
            }

            // Throws if anything follows the object.
            reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter: a name has half of a surrogate pair.
            return "The request body is not valid JSON.";
        }

        var missing = type.Properties.Where(p => p.IsRequired && !fields.Contains(p.Name)).Select(p => $"'{p.Name}'").ToArray();
        return missing.Length > 0 ? Missing(missing, unknown) : WrongType(path);
    }

    private static string? Find(ref Utf8JsonReader reader, JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (reader.ValueTextEquals(property.Name))
            {
                return property.Name;
            }
        }

        return null;
    }

    private static string Missing(string[] names, string? unknown)
    {
        var text = names.Length == 1
            ? $"The required field {names[0]} is missing from the request body."
            : $"The required fields {string.Join(", ", names)} are missing from the request body.";
        return unknown is null ? text : $"{text} '{unknown}' is not a known field; names are case-sensitive.";
    }

    private static string WrongType(string? path) => path is { Length: > 1 and <= MaximumShownLength } && path.All(IsPlainInPath)
        ? $"The field '{path}' of the request body has a wrong type or an unknown value, is null, or has a name twice. Send a documented value."
        : "A field of the request body has a wrong type or an unknown value, is null, or has a name twice. Send documented values.";

    /// <summary>A name that the client made up, if it is harmless to show.</summary>
    private static string? Plain(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > MaximumShownLength)
        {
            return null;
        }

        foreach (var b in name)
        {
            if (!char.IsAsciiLetter((char)b))
            {
                return null;
            }
        }

        return Encoding.ASCII.GetString(name);
    }

    private static bool IsPlainInPath(char c) => char.IsAsciiLetterOrDigit(c) || c is '$' or '.' or '[' or ']';
}
