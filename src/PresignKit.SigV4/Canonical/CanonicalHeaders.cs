namespace PresignKit.SigV4.Canonical;

/// <summary>
/// Step: canonical headers. One line <c>name:value</c> for each signed name. Values are trimmed, each run of white space is replaced with
/// one space, and the values of a repeated header are joined with commas in their order.
/// </summary>
internal static class CanonicalHeaders
{
    /// <param name="buffer">Receives the lines.</param>
    /// <param name="signedNames">The signed names, lowercase and sorted.</param>
    /// <param name="headers">The headers with the values; names in any letter case.</param>
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

    /// <summary>Appends the values of all headers with a name, in any letter case.</summary>
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
