using PresignKit.Explaining.Urls;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Requests;

/// <summary>A canonical request, parsed into its parts.</summary>
/// <param name="Method">The first line.</param>
/// <param name="Path">The second line, encoded.</param>
/// <param name="Query">The parameters of the third line, encoded.</param>
/// <param name="Headers">The signed headers, one line each.</param>
/// <param name="SignedHeaders">The names of the signed headers.</param>
/// <param name="PayloadHash">The last line.</param>
internal sealed record CanonicalText(
    string Method,
    string Path,
    IReadOnlyList<QueryParameter> Query,
    IReadOnlyList<NameValue> Headers,
    string SignedHeaders,
    string PayloadHash)
{
    /// <summary>Parses a canonical request; null if it is malformed.</summary>
    public static CanonicalText? TryParse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines.Length < 6)
        {
            return null;
        }

        var headers = new List<NameValue>();
        for (var i = 3; i < lines.Length - 3; i++)
        {
            var colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                return null;
            }

            headers.Add(new(lines[i][..colon], lines[i][(colon + 1)..]));
        }

        return new(lines[0], lines[1], [.. ReadQuery(lines[2])], headers, lines[^2], lines[^1]);
    }

    /// <summary>The value of a signed header; null if it is not signed.</summary>
    public string? Header(string name)
    {
        foreach (var header in Headers)
        {
            if (header.Name == name)
            {
                return header.Value;
            }
        }

        return null;
    }

    public override string ToString() => $"{Method} {Path}";

    private static IEnumerable<QueryParameter> ReadQuery(string query)
    {
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0 ? new(part, "") : new(part[..equals], part[(equals + 1)..]);
        }
    }
}
