using System.Net;

namespace PresignKit.Client;

/// <summary>An upload failed. No message contains a token, a signed URL or a header.</summary>
/// <remarks>A canceled upload throws <see cref="OperationCanceledException"/> instead.</remarks>
public sealed class UploadException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="code">What was wrong, for programs: a code of <see cref="UploadErrorCodes"/> or of the server.</param>
    /// <param name="message">What was wrong, for people.</param>
    /// <param name="innerException">What caused it.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty.</exception>
    public UploadException(string code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        Code = code;
    }

    /// <summary>What was wrong, for programs: a code of <see cref="UploadErrorCodes"/>, or the <c>code</c> of the server's ProblemDetails.</summary>
    public string Code { get; }

    /// <summary>The HTTP status of the answer, if there was one.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The limit that was exceeded, if the server named one.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? Limit { get; init; }

    /// <summary>How long to wait before another try, if the server said so.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The store's own error code, such as <c>AccessDenied</c>, if the store refused.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? StoreCode { get; init; }

    /// <summary>The state to resume or to abort the upload with; <see langword="null"/> if no slot was opened. It contains a secret.</summary>
    public UploadState? State { get; internal set; }

    /// <summary>The numbers of the parts that the server names.</summary>
    internal IReadOnlyList<int> Parts { get; init; } = [];

    /// <summary>How many times the request is worth sending until this failure is final.</summary>
    internal int Attempts { get; init; } = 1;

    /// <summary>The same failure, not worth another attempt.</summary>
    internal UploadException Final() => new(Code, Message, InnerException)
    {
        StatusCode = StatusCode,
        Limit = Limit,
        RetryAfter = RetryAfter,
        StoreCode = StoreCode,
        Parts = Parts,
    };
}
