namespace PresignKit.S3.Http;

/// <summary>What came back from one request.</summary>
/// <param name="Status">The status; 0 where there was no answer.</param>
/// <param name="Headers">The headers, by name in any case.</param>
/// <param name="Date">The other side's clock.</param>
/// <param name="Body">The body.</param>
/// <param name="Failure">Why there was no answer; null where there was one.</param>
internal sealed record PlainAnswer(
    int Status, IReadOnlyDictionary<string, string> Headers, DateTimeOffset? Date, string Body, string? Failure = null)
{
    public static PlainAnswer None(string failure) => new(0, new Dictionary<string, string>(), null, "", failure);

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
