namespace PresignKit.Conformance.Stores;

/// <summary>Variants of a signed URL, each changed in one place.</summary>
public static class TamperedUrls
{
    /// <summary>For each query parameter, the URL without it, and with one character of its value changed.</summary>
    public static IEnumerable<(string What, string Url)> OfQuery(string url)
    {
        var question = url.IndexOf('?', StringComparison.Ordinal);
        var parameters = url[(question + 1)..].Split('&');
        for (var i = 0; i < parameters.Length; i++)
        {
            var name = parameters[i].Split('=')[0];
            yield return ($"without {name}", Join(parameters.Where((_, at) => at != i)));
            var changed = parameters.ToArray();
            changed[i] = Alter(changed[i]);
            yield return ($"{name} changed", Join(changed));
        }

        string Join(IEnumerable<string> rest) => $"{url[..question]}?{string.Join('&', rest)}";
    }

    /// <summary>The same signature with other paths: another key, and paths out of the folder that a lenient server would normalize.</summary>
    public static IEnumerable<(string What, string Url)> OfPath(string url, string otherKey)
    {
        var question = url.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = (url[..question], url[question..]);
        var name = path[(path.LastIndexOf('/') + 1)..];
        var other = otherKey[(otherKey.LastIndexOf('/') + 1)..];
        yield return ("the other key", path[..^name.Length] + other + query);
        yield return ("dot segments", $"{path}/../{other}{query}");
        yield return ("encoded dot segments", $"{path}/%2e%2e/{other}{query}");
        yield return ("encoded slashes", $"{path}%2F..%2F{other}{query}");
        yield return ("a double slash", path[..^name.Length] + "/" + name + query);
        yield return ("a slash at the end", path + "/" + query);
        yield return ("different letter case", path[..^name.Length] + name.ToUpperInvariant() + query);
    }

    private static string Alter(string parameter) => parameter[^1] switch
    {
        '0' => parameter[..^1] + '1',
        'a' => parameter[..^1] + 'b',
        '=' => parameter + 'a',
        _ => parameter[..^1] + (char.IsAsciiDigit(parameter[^1]) ? '0' : 'a'),
    };
}
