namespace PresignKit;

/// <summary>How a verification ended.</summary>
public enum VerificationOutcome
{
    /// <summary>The object is what was declared.</summary>
    Verified,

    /// <summary>There is no object under the key: not yet, or no longer. Verify again later.</summary>
    NotUploaded,

    /// <summary>The object changed while it was verified, or before it was copied. Verify again.</summary>
    Changed,

    /// <summary>The object is not what was declared, and has been deleted.</summary>
    Refused,
}
