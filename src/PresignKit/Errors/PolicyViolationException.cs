namespace PresignKit;

/// <summary>A request asks for something that its policy does not allow. The client can be told: the message holds no secret.</summary>
public sealed class PolicyViolationException : PresignKitException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="code">A stable code of <see cref="ErrorCodes"/>.</param>
    /// <param name="message">What was wrong, the limit and the value; never a secret.</param>
    /// <param name="limit">The limit that was broken, for machines; null where there is none.</param>
    public PolicyViolationException(string code, string message, string? limit = null)
        : base(code, message)
    {
        Limit = limit;
    }

    /// <summary>The limit that was broken, such as <c>1048576</c> or <c>video/mp4, video/webm</c>; null where there is none.</summary>
    public string? Limit { get; }
}
