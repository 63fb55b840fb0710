namespace PresignKit.Client.Json;

/// <summary>A failure: ProblemDetails (RFC 9457) with a stable code.</summary>
internal sealed class ProblemAnswer
{
    public string? Code { get; init; }

    public string? Title { get; init; }

    public string? Detail { get; init; }

    public string? Limit { get; init; }

    public IReadOnlyList<int>? Parts { get; init; }
}
