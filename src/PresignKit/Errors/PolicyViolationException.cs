namespace PresignKit;

/// <summary>A request asks for something that its policy does not allow. The message contains no secret, so the client may see it.</summary>
public sealed class PolicyViolationException : PresignKitException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="code">A stable code of <see cref="ErrorCodes"/>.</param>
    /// <param name="message">What is wrong, the limit, and the value; never a secret.</param>
    /// <param name="limit">The limit that the request exceeds, for programs; null: none.</param>
    public PolicyViolationException(string code, string message, string? limit = null)
        : base(code, message)
    {
        Limit = limit;
    }

    /// <summary>The limit that the request exceeds, such as <c>1048576</c> or <c>video/mp4, video/webm</c>.</summary>
    /// <value>Null: there is none.</value>
    public string? Limit { get; }
}
