namespace PresignKit.SigV4.Canonical;

/// <summary>Step: signed headers. The names of all signed headers, lower case, in ascending order, each once, <c>host</c> always among them.</summary>
internal static class SignedHeaderNames
{
    private static readonly string[] HostOnly = ["host"];

    /// <summary>The names to sign for a URL: <c>host</c> and the given ones.</summary>
    internal static ReadOnlySpan<string> WithHost(ReadOnlySpan<NameValue> headers)
    {
        if (headers.IsEmpty)
            return HostOnly;

        var names = new string[headers.Length + 1];
        names[0] = "host";
        for (var i = 0; i < headers.Length; i++)
            names[i + 1] = headers[i].Name.ToLowerInvariant();
        return SortedOnce(names);
    }

    /// <summary>The names of the given headers, which hold <c>host</c> themselves.</summary>
    internal static ReadOnlySpan<string> Of(ReadOnlySpan<NameValue> headers)
    {
        var names = new string[headers.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = headers[i].Name.ToLowerInvariant();
        return SortedOnce(names);
    }

    /// <summary>Whether a received list is what this step would have made: anything else is a trick or a mistake.</summary>
    internal static bool IsCanonical(ReadOnlySpan<string> names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (!HeaderText.IsName(names[i]) || names[i].AsSpan().ContainsAnyInRange('A', 'Z'))
                return false;
            if (i > 0 && string.CompareOrdinal(names[i - 1], names[i]) >= 0)
                return false;
        }

        return names.Length > 0;
    }

    private static ReadOnlySpan<string> SortedOnce(string[] names)
    {
        Array.Sort(names, StringComparer.Ordinal);
        var count = 1;
        for (var i = 1; i < names.Length; i++)
        {
            if (names[i] != names[count - 1])
                names[count++] = names[i];
        }

        return names.AsSpan(0, count);
    }
}
