namespace PresignKit.Client;

/// <summary>
/// The stable codes that the client itself uses. All other values of <see cref="UploadException.Code"/> are codes of the server, from its
/// ProblemDetails. Base your program's behavior on codes, never on messages.
/// </summary>
public static class UploadErrorCodes
{
    /// <summary>The application or the store could not be reached, or a connection broke again and again. The upload can be resumed.</summary>
    public const string NetworkFailed = "network-failed";

    /// <summary>No byte moved for <see cref="UploadClientOptions.StallTimeout"/>, or no answer came within
    /// <see cref="UploadClientOptions.AnswerTimeout"/>, again and again. The upload can be resumed.</summary>
    public const string Stalled = "stalled";

    /// <summary>An answer is not what the server's contract says, for example HTML from a login page, a proxy or a captive portal, or the address is
    /// not that of the endpoints.</summary>
    public const string AnswerInvalid = "answer-invalid";

    /// <summary>The application failed without saying why: a status from 500 without ProblemDetails.</summary>
    public const string ApplicationFailed = "application-failed";

    /// <summary>The store refused the request, also with fresh URLs. <see cref="UploadException.StoreCode"/> has the store's own code.</summary>
    public const string StoreRefused = "store-refused";

    /// <summary>The store failed again and again: a status from 500, or 429. The upload can be resumed.</summary>
    public const string StoreFailed = "store-failed";

    /// <summary>The source is not what it was: its size or its content differs from what was declared or sent before. Abort the upload, then begin
    /// again.</summary>
    public const string SourceChanged = "source-changed";

    /// <summary>The source cannot be opened or read, or a file has vanished.</summary>
    public const string SourceUnreadable = "source-unreadable";

    /// <summary>A saved <see cref="UploadState"/> cannot be read.</summary>
    public const string StateInvalid = "state-invalid";
}
