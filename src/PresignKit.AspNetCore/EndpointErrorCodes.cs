namespace PresignKit.AspNetCore;

/// <summary>
/// The stable codes that endpoints answer with, in addition to those of <see cref="ErrorCodes"/>: the <c>code</c> of each
/// ProblemDetails. Act on codes, never on messages.
/// </summary>
public static class EndpointErrorCodes
{
    /// <summary>The request is not what the route takes: no JSON, too long, or a field is missing or of another kind (400, 413, 415).</summary>
    public const string RequestInvalid = "request-invalid";

    /// <summary>The application does not allow this user this upload (403).</summary>
    public const string UploadNotAllowed = "upload-not-allowed";

    /// <summary>There is nothing under this id that this user may read (404).</summary>
    public const string NotFound = "not-found";

    /// <summary>The token was altered, is no slot token of this application, or its policy is gone (400). Open a new slot.</summary>
    public const string TokenInvalid = "token-invalid";

    /// <summary>The token was issued to another user (403).</summary>
    public const string TokenOfOtherUser = "token-of-other-user";

    /// <summary>The slot expired, and the time to complete it after that is over, too (410). Open a new slot.</summary>
    public const string TokenExpired = "token-expired";

    /// <summary>There is no object under the slot's key: not yet, or no longer (409). Complete again after the upload.</summary>
    public const string NotUploaded = "not-uploaded";

    /// <summary>The object changed while it was verified (409). Complete again.</summary>
    public const string UploadChanged = "upload-changed";
}
