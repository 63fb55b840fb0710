namespace PresignKit.S3.Http;

/// <summary>The answer to one request.</summary>
/// <param name="Status">The status; 0 if there was no answer.</param>
/// <param name="Headers">The headers by name; names are not case-sensitive.</param>
/// <param name="Date">The server's clock.</param>
/// <param name="Body">The body.</param>
/// <param name="Failure">The reason why there was no answer; null if there was one.</param>
internal sealed record PlainAnswer(
    int Status, IReadOnlyDictionary<string, string> Headers, DateTimeOffset? Date, string Body, string? Failure = null)
{
    /// <summary>Whether there was no answer, or one that says nothing about the request because the store, or a server before it, is busy or fails.</summary>
    public bool IsBusy => Status is 0 or 408 or 429 or 500 or 502 or 503 or 504;

    public static PlainAnswer None(string failure) => new(0, new Dictionary<string, string>(), null, "", failure);

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
