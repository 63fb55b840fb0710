namespace PresignKit.AspNetCore;

/// <summary>
/// The stable codes that the endpoints use in addition to those of <see cref="ErrorCodes"/>: the <c>code</c> of each ProblemDetails.
/// Base your program's behavior on codes, never on messages.
/// </summary>
public static class EndpointErrorCodes
{
    /// <summary>The request is not valid: the body is not JSON or is too long, or a field is missing or has the wrong type (400, 413, 415).</summary>
    public const string RequestInvalid = "request-invalid";

    /// <summary>The endpoint requires a signed-in user (401). Sign in, then send the request again.</summary>
    public const string AuthenticationRequired = "authentication-required";

    /// <summary>The endpoint's authorization does not admit this user (403).</summary>
    public const string AccessDenied = "access-denied";

    /// <summary>
    /// The signed-in user has no ID, so a slot cannot be bound to the user (403): the claims lack the one that
    /// <see cref="PresignKitEndpointOptions.UserId"/> reads. The log says what to change.
    /// </summary>
    public const string UserIdMissing = "user-id-missing";

    /// <summary>The address exists but does not take this method (405). The header <c>Allow</c> has the one that it takes.</summary>
    public const string MethodNotAllowed = "method-not-allowed";

    /// <summary>
    /// The user has opened as many slots as <see cref="PresignKitEndpointOptions.SlotsPerUser"/> allows (429). The header <c>Retry-After</c>
    /// says how many seconds to wait.
    /// </summary>
    public const string TooManySlots = "too-many-slots";

    /// <summary>The slots of users cannot be counted, so none is opened (503): <see cref="ISlotLedger"/> failed. The log has the reason.</summary>
    public const string SlotLedgerUnavailable = "slot-ledger-unavailable";

    /// <summary>A rate limiter of the application rejected the request (429). Try again later.</summary>
    public const string TooManyRequests = "too-many-requests";

    /// <summary>
    /// The application failed: its own code threw an exception, or it asks PresignKit for something impossible, for example with a value
    /// that cannot be part of an object key (500, or another status from 500 that middleware has set). The log has the reason.
    /// </summary>
    public const string ApplicationError = "application-error";

    /// <summary>The Data Protection keys cannot be used, so slot tokens can be neither issued nor read (503). The log has the reason.</summary>
    public const string TokensUnavailable = "tokens-unavailable";

    /// <summary>The application does not allow this upload for this user (403).</summary>
    public const string UploadNotAllowed = "upload-not-allowed";

    /// <summary>No object that this user may read has this ID (404).</summary>
    public const string NotFound = "not-found";

    /// <summary>
    /// The object that the application returned as the decryption key of a stream is not a key (422): it is empty, or has more than
    /// <see cref="PlaylistKey.MaximumLength"/> bytes. Nothing of it is sent. The log names the object.
    /// </summary>
    public const string PlaylistKeyInvalid = "playlist-key-invalid";

    /// <summary>No upload that is completed by its key was opened under this key, or it was too long ago (404).</summary>
    public const string UploadUnknown = "upload-unknown";

    /// <summary>The token is not a slot token of this application, was altered, or its policy no longer exists (400). Open a new slot.</summary>
    public const string TokenInvalid = "token-invalid";

    /// <summary>The token was issued to another user (403).</summary>
    public const string TokenOfOtherUser = "token-of-other-user";

    /// <summary>
    /// The token has expired, and so has the time to complete the slot (410). Open a new slot; if the file is sent in parts, renew the token.
    /// </summary>
    public const string TokenExpired = "token-expired";

    /// <summary>Nothing has been uploaded through the slot yet (409). Upload the file, then complete the slot again.</summary>
    public const string NotUploaded = "not-uploaded";

    /// <summary>
    /// Parts of the upload are missing, or do not have their size (409): <c>parts</c> lists their numbers. Send them, then complete the slot again.
    /// </summary>
    public const string UploadIncomplete = "upload-incomplete";

    /// <summary>
    /// The store received other bytes for some parts than the client says that it sent (409): <c>parts</c> lists their numbers. Send them again, then
    /// complete the slot again.
    /// </summary>
    public const string PartsDiffer = "parts-differ";

    /// <summary>The upload cannot be aborted, because it has been completed already (409). Delete it through the application.</summary>
    public const string UploadCompleted = "upload-completed";

    /// <summary>The object changed while it was being verified (409). Complete the slot again.</summary>
    public const string UploadChanged = "upload-changed";

    /// <summary>The slot has ended, and its object no longer exists: it was refused, rejected, or deleted (410). Open a new slot.</summary>
    public const string SlotEnded = "slot-ended";
}
