namespace PresignKit;

/// <summary>How a verification ended.</summary>
public enum VerificationOutcome
{
    /// <summary>Nothing has been uploaded through the slot yet.</summary>
    NotUploaded,

    /// <summary>The object is what was declared.</summary>
    Verified,

    /// <summary>The object is not what was declared. It is still there: tell the application, then discard it.</summary>
    Refused,

    /// <summary>The upload changed while it was verified. Verify it again.</summary>
    Changed,

    /// <summary>
    /// The slot has ended, and its object no longer exists: it was refused, rejected, or deleted. Nothing can be uploaded through it
    /// anymore.
    /// </summary>
    Ended,

    /// <summary>
    /// Parts are missing, or do not have their size: <see cref="UploadVerification.Parts"/>. Nothing has been completed: send them, then verify again.
    /// </summary>
    Incomplete,

    /// <summary>
    /// The store received other bytes for some parts than the client says that it sent: <see cref="UploadVerification.Parts"/>. Nothing has been
    /// completed: send them again, then verify again.
    /// </summary>
    PartsDiffer,

    /// <summary>
    /// The completed object is not what the client says that it sent. It stays, because another verification without checksums may have been accepted;
    /// nobody has to accept it, and sweeps remove it then. Nothing can be sent through the slot anymore: send the file through a new one.
    /// </summary>
    Damaged,
}
