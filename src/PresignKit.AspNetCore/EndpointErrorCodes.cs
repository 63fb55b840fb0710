namespace PresignKit.AspNetCore;

/// <summary>
/// The stable codes that the endpoints use in addition to those of <see cref="ErrorCodes"/>: the <c>code</c> of each ProblemDetails.
/// Base your program's behavior on codes, never on messages.
/// </summary>
public static class EndpointErrorCodes
{
    /// <summary>The request is not valid: the body is not JSON or is too long, or a field is missing or has the wrong type (400, 413, 415).</summary>
    public const string RequestInvalid = "request-invalid";

    /// <summary>The application does not allow this upload for this user (403).</summary>
    public const string UploadNotAllowed = "upload-not-allowed";

    /// <summary>No object that this user may read has this ID (404).</summary>
    public const string NotFound = "not-found";

    /// <summary>The token is not a slot token of this application, was altered, or its policy no longer exists (400). Open a new slot.</summary>
    public const string TokenInvalid = "token-invalid";

    /// <summary>The token was issued to another user (403).</summary>
    public const string TokenOfOtherUser = "token-of-other-user";

    /// <summary>The slot has expired, and so has the time to complete it (410). Open a new slot.</summary>
    public const string TokenExpired = "token-expired";

    /// <summary>Nothing has been uploaded through the slot yet (409). Upload the file, then complete the slot again.</summary>
    public const string NotUploaded = "not-uploaded";

    /// <summary>The object changed while it was being verified (409). Complete the slot again.</summary>
    public const string UploadChanged = "upload-changed";

    /// <summary>The slot has ended, and its object no longer exists: it was refused, rejected, or deleted (410). Open a new slot.</summary>
    public const string SlotEnded = "slot-ended";
}
