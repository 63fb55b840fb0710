namespace PresignKit;

/// <summary>A store or its credentials failed. The message says what to change; it contains no secret, token, or signature.</summary>
public sealed class StoreException : PresignKitException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="code">A stable code of <see cref="ErrorCodes"/>.</param>
    /// <param name="message">What failed, and what to change; never a secret.</param>
    /// <param name="innerException">The cause, or null.</param>
    public StoreException(string code, string message, Exception? innerException = null)
        : base(code, message, innerException)
    {
    }
}
