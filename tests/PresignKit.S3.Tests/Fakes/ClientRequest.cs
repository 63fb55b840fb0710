using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Fakes;

/// <summary>Sends a presigned URL to the verifier of a store as a client would, without <see cref="Uri"/>.</summary>
internal static class ClientRequest
{
    public static SigV4Verification Verify(
        PresignedUrl url, DateTimeOffset now, long? contentLength = null, string region = "eu-central-1", string? token = null, params NameValue[] more) =>
        Verify(url.Method, url.RevealUrl(), url.Headers, now, contentLength, region, token, more);

    public static SigV4Verification Verify(
        PresignedUpload put, DateTimeOffset now, long? contentLength = null, string region = "eu-central-1", string? token = null, params NameValue[] more) =>
        Verify(put.Method, put.RevealUrl(), put.Headers, now, contentLength, region, token, more);

    public static SigV4Verifier Verifier(string region = "eu-central-1", string? token = null) =>
        new(id => id.StartsWith("AKID", StringComparison.Ordinal) ? new(id, TestApp.Secret, token) : null, region);

    public static (string Host, string Target) Split(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var path = url.IndexOf('/', start);
        return (url[start..path], url[path..]);
    }

    /// <summary>One query parameter, decoded; null if the URL has none of that name.</summary>
    public static string? Query(PresignedUrl url, string name) => Query(url.RevealUrl(), name);

    /// <summary>One query parameter, decoded; null if the URL has none of that name.</summary>
    public static string? Query(PresignedUpload put, string name) => Query(put.RevealUrl(), name);

    private static SigV4Verification Verify(
        string method,
        string url,
        IReadOnlyDictionary<string, string> sent,
        DateTimeOffset now,
        long? contentLength,
        string region,
        string? token,
        NameValue[] more)
    {
        var (host, target) = Split(url);
        List<NameValue> headers = [new("Host", host), .. sent.Select(h => new NameValue(h.Key, h.Value)), .. more];
        if (contentLength is { } length)
        {
            headers.Add(new("Content-Length", length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return Verifier(region, token).VerifyPresignedUrl(new(method, target, headers), now);
    }

    private static string? Query(string url, string name) =>
        new WireRequest("GET", Split(url).Target, []).Query
            .Where(p => p.Name == name).Select(p => p.Value).SingleOrDefault();
}
