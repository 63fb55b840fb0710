namespace PresignKit.SigV4.Canonical;

/// <summary>
/// Step: canonical headers. One line <c>name:value</c> for each signed name; the value trimmed, its runs of white space
/// folded into one space, and the values of a repeated header joined by a comma in the order given.
/// </summary>
internal static class CanonicalHeaders
{
    /// <param name="buffer">Receives the lines.</param>
    /// <param name="signedNames">Lower case and sorted.</param>
    /// <param name="headers">Where the values are; names in any case.</param>
    internal static void Append(Utf8Buffer buffer, ReadOnlySpan<string> signedNames, ReadOnlySpan<NameValue> headers)
    {
        foreach (var name in signedNames)
        {
            buffer.AppendAscii(name);
            buffer.Append((byte)':');
            AppendValues(buffer, name, headers);
            buffer.Append((byte)'\n');
        }
    }

    /// <summary>Appends the values of all headers of a name, in any case.</summary>
    internal static void AppendValues(Utf8Buffer buffer, string name, ReadOnlySpan<NameValue> headers)
    {
        var isFirst = true;
        foreach (var header in headers)
        {
            if (!string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!isFirst)
            {
                buffer.Append((byte)',');
            }

            AppendFolded(buffer, header.Value);
            isFirst = false;
        }
    }

    private static void AppendFolded(Utf8Buffer buffer, ReadOnlySpan<char> value)
    {
        value = value.Trim(" \t");
        while (value.IndexOfAny(' ', '\t') is var at and >= 0)
        {
            buffer.AppendUtf8(value[..at]);
            buffer.Append((byte)' ');
            value = value[at..].TrimStart(" \t");
        }

        buffer.AppendUtf8(value);
    }
}
