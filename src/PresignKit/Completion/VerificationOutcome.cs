namespace PresignKit;

/// <summary>How a verification ended.</summary>
public enum VerificationOutcome
{
    /// <summary>The object is what was declared.</summary>
    Verified,

    /// <summary>There is no object under the key: not yet, or no longer. Asking again later makes sense.</summary>
    NotUploaded,

    /// <summary>The object changed while it was looked at, or before it was copied. Asking again makes sense.</summary>
    Changed,

    /// <summary>The object is not what was declared, and was deleted.</summary>
    Refused,
}
