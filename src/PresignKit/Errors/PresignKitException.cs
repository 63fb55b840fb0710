namespace PresignKit;

/// <summary>The base of every exception that PresignKit throws for a reason other than an invalid argument: act on its <see cref="Code"/>.</summary>
/// <remarks>Messages are for people and may change. They never contain a secret, a token, or a signature.</remarks>
public abstract class PresignKitException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="code">The stable code.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is null or empty.</exception>
    private protected PresignKitException(string code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        Code = code;
    }

    /// <summary>The stable code of what went wrong: one of <see cref="ErrorCodes"/>, or the code of a <see cref="StoreFinding"/>.</summary>
    public string Code { get; }
}
