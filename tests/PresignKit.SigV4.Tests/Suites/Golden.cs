using System.Globalization;

namespace PresignKit.SigV4.Tests.Suites;

internal sealed record GoldenFile(List<GoldenVector> Vectors);

internal sealed record GoldenVector(string Id, GoldenInput Input, GoldenExpected Expected, List<GoldenOtherUrl>? OtherUrls);

internal sealed record GoldenOtherUrl(string Url);

internal sealed record GoldenInput(
    string Date, string AccessKeyId, string SecretAccessKey, string? SessionToken, string Region, int Expires, string Endpoint,
    string Addressing, string Method, string Bucket, string Key, bool? BucketSlash, Dictionary<string, string> Headers, List<string[]> Query);

internal sealed record GoldenExpected(
    string Signature, string SignedHeaders, string Host, string? CanonicalPath, string? CanonicalRequest, string? StringToSign, string? Url);

/// <summary>The golden URLs, and what tests do with them: sign them again, or receive them.</summary>
internal static class Golden
{
    private static readonly Dictionary<string, GoldenVector> ById =
        VectorFiles.Read<GoldenFile>("golden.json").Vectors.ToDictionary(v => v.Id);

    public static IEnumerable<TheoryDataRow<string>> Ids => ById.Keys.Select(id => new TheoryDataRow<string>(id));

    public static int Count => ById.Count;

    public static GoldenVector Get(string id) => ById[id];

    public static DateTimeOffset Date(this GoldenInput input) => ParseDate(input.Date);

    public static DateTimeOffset ParseDate(string date) =>
        DateTimeOffset.ParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static SigV4Credentials Credentials(this GoldenInput input) => new(input.AccessKeyId, input.SecretAccessKey, input.SessionToken);

    public static BucketEndpoint BucketEndpoint(this GoldenInput input) => SigV4.BucketEndpoint.Create(
        input.Endpoint, input.Bucket, input.Addressing == "path" ? BucketAddressing.Path : BucketAddressing.VirtualHost);

    public static UrlPresigner Presigner(this GoldenInput input) => new(input.BucketEndpoint(), input.Credentials(), input.Region);

    public static PresignRequest Request(this GoldenInput input) => new()
    {
        Method = input.Method,
        Target = input.Key.Length > 0 ? PresignTarget.ForObject(input.Key)
            : input.BucketSlash == true ? PresignTarget.BucketWithSlash : PresignTarget.Bucket,
        SignedAt = input.Date(),
        Lifetime = TimeSpan.FromSeconds(input.Expires),
        Headers = input.Headers.Select(h => new NameValue(h.Key, h.Value)).ToArray(),
        Query = input.Query.Select(p => new NameValue(p[0], p[1])).ToArray(),
    };

    public static SigV4Verifier Verifier(this GoldenInput input) =>
        new(id => id == input.AccessKeyId ? input.Credentials() : null, input.Region);

    /// <summary>The request that a client with this URL sends, with the headers that were signed.</summary>
    public static WireRequest Receive(this GoldenVector vector, string url) => new(
        vector.Input.Method,
        TargetOf(url),
        [new NameValue("Host", vector.Expected.Host), new NameValue("User-Agent", "test"),
            .. vector.Input.Headers.Select(h => new NameValue(h.Key, h.Value))]);

    public static string TargetOf(string url) => url[url.IndexOf('/', url.IndexOf("://", StringComparison.Ordinal) + 3)..];
}
