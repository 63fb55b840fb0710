namespace PresignKit.AspNetCore.Problems;

// It never leaves the endpoints: the failure boundary turns it into a response.
#pragma warning disable CA1064, CA1032
/// <summary>A request fails with a code of <see cref="EndpointErrorCodes"/>. The client receives the message.</summary>
/// <param name="code">The code.</param>
/// <param name="detail">What is wrong and what to do; never a secret.</param>
/// <param name="status">The HTTP status if it is not the code's usual one.</param>
/// <param name="cause">What the operator must know, for the log alone; null: the request is at fault, and nobody needs to act.</param>
internal sealed class EndpointException(string code, string detail, int? status = null, Exception? cause = null) : Exception(detail, cause)
{
    public string Code => code;

    public int? Status => status;

    /// <summary>The limit that was exceeded, for programs; null: none.</summary>
    public string? Limit { get; init; }

    /// <summary>The numbers of the parts that the failure is about; null: it is about none.</summary>
    public IReadOnlyList<int>? Parts { get; init; }

    /// <summary>When to try again; null: not said.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
#pragma warning restore CA1064, CA1032
