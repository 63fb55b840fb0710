namespace PresignKit.SigV4.Tests.RoundTrips;

/// <summary>Small changes of a request, each of which changes its meaning.</summary>
internal static class Mutations
{
    private static readonly string[] Methods = ["GET", "HEAD", "PUT", "POST", "DELETE", "get", "PATCH", ""];

    public static IEnumerable<(string Change, WireRequest Request)> Of(WireRequest original)
    {
        foreach (var method in Methods.Where(m => m != original.Method))
        {
            yield return ($"method {method}", new WireRequest(method, original.RawTarget, original.Headers));
        }

        var question = original.RawTarget.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = (original.RawTarget[..question], original.RawTarget[(question + 1)..]);
        foreach (var other in Paths(path).Distinct())
        {
            var request = new WireRequest(original.Method, $"{other}?{query}", original.Headers);
            if (request.Path != original.Path)
            {
                yield return ($"path {other}", request);
            }
        }

        foreach (var other in Queries(query).Distinct())
        {
            yield return ($"query {other}", new WireRequest(original.Method, $"{path}?{other}", original.Headers));
        }

        foreach (var (change, headers) in HeaderLists(original.Headers))
        {
            yield return (change, new WireRequest(original.Method, original.RawTarget, headers));
        }
    }

    private static IEnumerable<string> Paths(string path)
    {
        yield return path + "/";
        yield return path + "x";
        yield return path + "%00";
        yield return path + "/..";
        yield return path + "/../x";
        yield return "/" + path;
        yield return "/." + path;
        yield return path.ToUpperInvariant();
        yield return path.Replace("%", "%25", StringComparison.Ordinal);
        if (path.Length > 1)
        {
            yield return path[..^1];
        }

        if (path.EndsWith('/') && path.Length > 1)
        {
            yield return path.TrimEnd('/');
        }

        // Each segment: a different first and last character, a leading dot, repeated, omitted.
        var segments = path.Split('/');
        for (var i = 1; i < segments.Length; i++)
        {
            string With(string segment) => string.Join('/', [.. segments[..i], segment, .. segments[(i + 1)..]]);
            if (segments[i].Length > 0)
            {
                yield return With(Other(segments[i][0]) + segments[i][1..]);
                yield return With(segments[i][..^1] + Other(segments[i][^1]));
            }

            yield return With("." + segments[i]);
            yield return With($"{segments[i]}/{segments[i]}");
            yield return With($"x/../{segments[i]}");
            yield return string.Join('/', [.. segments[..i], .. segments[(i + 1)..]]);
        }
    }

    private static IEnumerable<string> Queries(string query)
    {
        var parameters = query.Split('&');
        for (var i = 0; i < parameters.Length; i++)
        {
            string With(params string[] instead) => string.Join('&', [.. parameters[..i], .. instead, .. parameters[(i + 1)..]]);
            var (name, value) = (parameters[i].Split('=')[0], parameters[i][(parameters[i].IndexOf('=', StringComparison.Ordinal) + 1)..]);

            yield return With();
            yield return With(parameters[i], parameters[i]);
            yield return With($"{name}={value}x");
            yield return With($"{name}=x{value}");
            yield return With($"{name}x={value}");
            yield return With($"x{name}={value}");
            yield return With($"{name}={value}%20");
            if (value.Length > 0)
            {
                yield return With($"{name}={value[..^1]}");
                yield return With($"{name}={value[..^1]}{Other(value[^1])}");
                yield return With($"{name}={Other(value[0])}{value[1..]}");
                yield return With($"{name}=");
                yield return With($"{name}");
            }

            if (name != Swapped(name))
            {
                yield return With($"{Swapped(name)}={value}");
                yield return With(parameters[i], $"{Swapped(name)}={value}");
            }
        }

        yield return query + "&x=1";
        yield return query + "&acl";
        yield return query + "&uploadId=other";
        yield return query + "&X-Amz-Expires=604800";
        yield return query + "&X-Amz-Unknown=1";
        yield return query + "&x-amz-acl=public-read";
        yield return query + "&=";
        yield return query + "%";
        yield return query + "&x=%FF";
        yield return "response-content-type=text%2Fhtml&" + query;
        yield return "";
    }

    private static IEnumerable<(string, NameValue[])> HeaderLists(IReadOnlyList<NameValue> headers)
    {
        NameValue[] all = [.. headers];
        for (var i = 0; i < all.Length; i++)
        {
            var header = all[i];
            if (header.Name == "User-Agent")
            {
                continue;
            }

            NameValue[] With(params NameValue[] instead) => [.. all[..i], .. instead, .. all[(i + 1)..]];
            yield return ($"without {header.Name}", With());
            yield return ($"longer {header.Name}", With(new NameValue(header.Name, header.Value + "x")));
            yield return ($"twice {header.Name}", With(header, header));
            yield return ($"other {header.Name}", With(new NameValue(header.Name, "other")));
            yield return ($"empty {header.Name}", With(new NameValue(header.Name, "")));
            yield return ($"renamed {header.Name}", With(new NameValue(header.Name + "-x", header.Value)));
        }

        yield return ("x-amz-acl added", [.. all, new NameValue("x-amz-acl", "public-read")]);
        yield return ("X-Amz-Copy-Source added", [.. all, new NameValue("X-Amz-Copy-Source", "/bucket/other")]);
        yield return ("x-amz-date added", [.. all, new NameValue("x-amz-date", "20130524T000000Z")]);
        yield return ("x-amz-meta-x added", [.. all, new NameValue("x-amz-meta-x", "")]);
        yield return ("authorization added", [.. all, new NameValue("Authorization", "AWS4-HMAC-SHA256 Credential=a")]);
        yield return ("a line break added", [.. all, new NameValue("user-agent", "a\r\nx-amz-acl: public-read")]);
    }

    private static char Other(char c) => c == 'b' ? 'c' : 'b';

    private static string Swapped(string name) => name.Any(char.IsUpper) ? name.ToLowerInvariant() : name.ToUpperInvariant();
}
