namespace PresignKit.SigV4.Canonical;

/// <summary>Step: signed headers of a request: all names including <c>host</c>, lowercase, in ascending order, each once.</summary>
internal static class SignedHeaderNames
{
    /// <summary>Returns the names of the headers, which include <c>host</c>.</summary>
    internal static ReadOnlySpan<string> Of(ReadOnlySpan<NameValue> headers)
    {
        var names = new string[headers.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = headers[i].Name.ToLowerInvariant();
        }

        return SortedOnce(names);
    }

    /// <summary>Whether a received list is what this step would have created. Anything else is an attack or an error.</summary>
    internal static bool IsCanonical(ReadOnlySpan<string> names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (!HeaderText.IsName(names[i]) || names[i].AsSpan().ContainsAnyInRange('A', 'Z'))
            {
                return false;
            }

            if (i > 0 && string.CompareOrdinal(names[i - 1], names[i]) >= 0)
            {
                return false;
            }
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
            {
                names[count++] = names[i];
            }
        }

        return names.AsSpan(0, count);
    }
}
