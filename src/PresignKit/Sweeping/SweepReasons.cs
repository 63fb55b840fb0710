namespace PresignKit;

/// <summary>The stable codes of why a sweep keeps something.</summary>
public static class SweepReasons
{
    /// <summary>The application has it on record.</summary>
    public const string Accepted = "accepted";

    /// <summary>
    /// It is younger than the longest slot that it can belong to, and the grace. A sealed token: its upload was used lately, or its time is over.
    /// </summary>
    public const string TooYoung = "too-young";

    /// <summary>The store does not say how old it is.</summary>
    public const string AgeUnknown = "age-unknown";

    /// <summary>Its key is not one that slots can have.</summary>
    public const string KeyInvalid = "key-invalid";

    /// <summary>Its key does not have the form of any policy's key template.</summary>
    public const string KeyUnknown = "key-unknown";

    /// <summary>It has no slot value as metadata (<c>presignkit-slot</c>), so it did not come through a slot that binds its upload.</summary>
    public const string SlotValueMissing = "slot-value-missing";

    /// <summary>Its slot value is not one that PresignKit writes.</summary>
    public const string SlotValueMalformed = "slot-value-malformed";

    /// <summary>Its slot value names no application: its slot was opened before <see cref="PresignKitOptions.ApplicationName"/> was set.</summary>
    public const string ApplicationMissing = "application-missing";

    /// <summary>Its slot value names another application.</summary>
    public const string OtherApplication = "other-application";

    /// <summary>This application has no <see cref="PresignKitOptions.ApplicationName"/>, so no object is known to be its own.</summary>
    public const string ApplicationNameNotSet = "application-name-not-set";

    /// <summary>No <see cref="IUploadCatalog"/> is registered, so that nobody knows which objects were accepted.</summary>
    public const string CatalogNotRegistered = "catalog-not-registered";

    /// <summary>The <see cref="IUploadCatalog"/> threw an exception.</summary>
    public const string CatalogFailed = "catalog-failed";

    /// <summary>
    /// The application has accepted its slot, but the accepted object is not there, or came through another slot. So this may be the only copy.
    /// </summary>
    public const string AcceptedObjectMissing = "accepted-object-missing";

    /// <summary>
    /// A sealed token cannot be opened: it has another key ring, or this process has no endpoints that complete abandoned uploads. Nothing is
    /// completed for it.
    /// </summary>
    public const string TokenUnreadable = "token-unreadable";

    /// <summary>A sealed token whose upload lacks parts: its client may go on.</summary>
    public const string UploadIncomplete = "upload-incomplete";

    /// <summary>A sealed token whose upload could not be completed now: the application threw, or the request of a client would have failed, too.</summary>
    public const string CompletionFailed = "completion-failed";

    /// <summary>It was replaced while the sweep looked at it.</summary>
    public const string Changed = "changed";

    /// <summary>The store refused a request for it, or did not answer.</summary>
    public const string StoreFailed = "store-failed";
}
