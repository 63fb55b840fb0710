using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace PresignKit.SigV4.Posting;

/// <summary>Step: parsing a policy document. Strict: an unknown construct could be a condition that would not be enforced.</summary>
internal static class PostPolicyParser
{
    // S3 takes 20 KB for all fields before the file.
    private const int MostCharacters = 65_536;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    internal static PostPolicyDocument? TryParse(string policyBase64)
    {
        if (policyBase64.Length > MostCharacters)
        {
            return null;
        }

        var bytes = new byte[policyBase64.Length / 4 * 3 + 3];
        if (policyBase64.AsSpan().ContainsAny(" \t\r\n") || !Convert.TryFromBase64String(policyBase64, bytes, out var length))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(WithoutExtraEscapes(bytes.AsSpan(0, length)), Options);
            return Read(json.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON, a string that cannot be decoded to UTF-16, or an impossible condition (a range whose minimum exceeds its maximum).
            return null;
        }
    }

    /// <summary>
    /// Rewrites the two escapes that Amazon documents for policies and that JSON does not have: <c>\$</c> and <c>\v</c>. Outside strings a backslash
    /// remains an error, because neither result is JSON there.
    /// </summary>
    /// <remarks>Amazon S3 API Reference, "POST Policy", character escaping.</remarks>
    private static ReadOnlyMemory<byte> WithoutExtraEscapes(ReadOnlySpan<byte> json)
    {
        var plain = new ArrayBufferWriter<byte>(json.Length + 16);
        while (json.IndexOf((byte)'\\') is var backslash and >= 0)
        {
            var escaped = json[backslash..];
            plain.Write(json[..backslash]);
            var pair = escaped[..Math.Min(2, escaped.Length)];
            plain.Write(pair.SequenceEqual("\\$"u8) ? "$"u8 : pair.SequenceEqual("\\v"u8) ? "\\u000b"u8 : pair);
            json = escaped[pair.Length..];
        }

        plain.Write(json);
        return plain.WrittenMemory;
    }

    private static PostPolicyDocument? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || root.EnumerateObject().Count() != 2
            || !root.TryGetProperty("expiration", out var expirationText)
            || !root.TryGetProperty("conditions", out var list)
            || list.ValueKind != JsonValueKind.Array
            || !TryReadInstant(expirationText, out var expiration))
        {
            return null;
        }

        var conditions = new List<PostCondition>();
        foreach (var element in list.EnumerateArray())
        {
            if (ReadCondition(element) is not { } condition)
            {
                return null;
            }

            conditions.Add(condition);
        }

        return new PostPolicyDocument(expiration, conditions);
    }

    // ISO 8601 in UTC, with or without a fraction: "2007-12-01T12:00:00.000Z".
    private static bool TryReadInstant(JsonElement element, out DateTimeOffset instant)
    {
        instant = default;
        return element.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParseExact(
                element.GetString(), "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }

    private static PostCondition? ReadCondition(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when element.EnumerateObject().ToList() is [{ Value.ValueKind: JsonValueKind.String } only]:
                return PostCondition.Exactly(only.Name, only.Value.GetString()!);

            case JsonValueKind.Array when element.GetArrayLength() == 3 && element[0].ValueKind == JsonValueKind.String:
                var operation = element[0].GetString()!;
                if (operation.Equals("content-length-range", StringComparison.OrdinalIgnoreCase))
                {
                    return TryReadSize(element[1], out var minimum) && TryReadSize(element[2], out var maximum)
                        ? PostCondition.ContentLength(minimum, maximum)
                        : null;
                }

                if (element[1].ValueKind != JsonValueKind.String || element[2].ValueKind != JsonValueKind.String
                    || element[1].GetString() is not ['$', .. var name])
                {
                    return null;
                }

                if (operation.Equals("eq", StringComparison.OrdinalIgnoreCase))
                {
                    return PostCondition.Exactly(name, element[2].GetString()!);
                }

                return operation.Equals("starts-with", StringComparison.OrdinalIgnoreCase) ? PostCondition.StartsWith(name, element[2].GetString()!) : null;

            default:
                return null;
        }
    }

    // Some libraries write sizes as strings.
    private static bool TryReadSize(JsonElement element, out long size)
    {
        size = 0;
        return element.ValueKind switch
        {
            JsonValueKind.Number => element.TryGetInt64(out size),
            JsonValueKind.String => long.TryParse(element.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out size),
            _ => false,
        };
    }
}
