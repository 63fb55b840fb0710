using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>Refusals that the store explains by its error code or status alone.</summary>
/// <remarks>Amazon S3 API Reference, "Error responses".</remarks>
internal sealed class AnswerCodes : ICause
{
    private const string LengthRemedy =
        "Send a body of known length: a File or Blob, bytes, or a stream whose length is set. A proxy must buffer the body or pass its length on.";

    // These statuses say what a web server or proxy can say as well as a store.
    private static readonly int[] OfAnyServer = [429, 500, 502, 503, 504];

    private readonly AnswerCode[] _rows;

    private AnswerCodes(params AnswerCode[] rows) => _rows = rows;

    /// <summary>Answers about the account that signed. Stores give them before they check the signature.</summary>
    public static AnswerCodes AboutAccounts { get; } = new(
        new(
            RefusalCodes.SessionTokenExpired,
            ["ExpiredToken", "TokenRefreshRequired"],
            [],
            request => request.HasToken
                ? "The session token has expired. A URL ends with the temporary credentials that signed it, whatever its own expiry says."
                : "The store says that a session token has expired, but the URL contains none: the request was signed by header, or the store means the URL.",
            "Issue a new URL. Refresh the credentials before their remaining lifetime is shorter than that of the URLs; PresignKit does this, "
                + "and reports it in ExpiresAt and LimitedBy.",
            request => request.HasToken),
        new(
            RefusalCodes.AccessKeyUnknown,
            ["InvalidAccessKeyId"],
            [],
            request => $"The store does not know the access key {DisplayText.Value(AccessKey(request))}: "
                + "it was deleted or deactivated, or it belongs to another store.",
            "Configure the backend with an access key of this store, check that the URL points to the right store, and issue a new URL: "
                + "URLs signed with a deleted access key stay invalid.",
            request => request.Error.Field("AWSAccessKeyId") is not { } said || said == AccessKey(request)));

    /// <summary>Answers about the object, the body, or the store. Stores give them after they checked the signature, or without checking it.</summary>
    public static AnswerCodes AboutRequests { get; } = new(
        new(
            RefusalCodes.ChecksumMismatch,
            ["BadDigest", "XAmzContentChecksumMismatch", "XAmzContentSHA256Mismatch"],
            [],
            _ => "The body does not match its declared checksum (Content-MD5, x-amz-checksum-*, x-amz-content-sha256): other bytes were sent, or fewer.",
            "Compute the checksum over exactly the bytes that are sent. Send only those bytes, not a form around them or a stream that was partly read."),
        new(
            RefusalCodes.ChecksumMismatch,
            ["InvalidDigest"],
            [],
            _ => "The declared checksum is malformed: Content-MD5 and x-amz-checksum-* take the Base64 form of the digest.",
            "Encode the bytes of the digest in Base64, not its hex text."),
        new(
            RefusalCodes.LengthRequired,
            ["MissingContentLength"],
            [411],
            _ => "The body was sent without Content-Length (Transfer-Encoding: chunked), but S3 requires the length.",
            LengthRemedy),
        new(
            RefusalCodes.BodyIncomplete,
            ["IncompleteBody", "RequestTimeout"],
            [],
            _ => "Fewer bytes arrived than Content-Length announced: the connection broke, or the client set a wrong length.",
            "Send the request again with the same URL, as long as it is valid. Let the HTTP client compute Content-Length."),
        new(
            RefusalCodes.ObjectNotFound,
            ["NoSuchUpload"],
            [],
            _ => "The multipart upload does not exist: it was completed or aborted, or it belongs to another key.",
            "Open a new slot."),
        new(
            RefusalCodes.ObjectNotFound,
            ["NoSuchKey", "NoSuchVersion"],
            [404],
            request => request.Error.Code is null
                ? $"There is no object at {DisplayText.Path(request.Url.Path)}, or no bucket: the answer has no code that says which."
                : $"There is no object at {DisplayText.Path(request.Url.Path)}{Looked(request)}. The signature is not the problem: the store accepted it.",
            "Check whether the object was stored, moved, or deleted, and under which key: look for a prefix, letter case, or a bucket name in the key."),
        new(
            RefusalCodes.StoreBusy,
            ["SlowDown", "ServiceUnavailable", "InternalError", "TooManyRequests"],
            [429, 500, 502, 503, 504],
            _ => "The store, or the proxy in front of it, is overloaded or failed. It did not judge the request.",
            "Retry with increasing pauses. The same URL can be used as long as it is valid."),
        new(
            RefusalCodes.NotImplemented,
            ["NotImplemented", "MethodNotAllowed"],
            [405, 501],
            request => "The store does not support this: "
                + (request.Error.Field("Header") ?? $"{request.Method} on {DisplayText.Path(request.Url.Path)}") + ".",
            "Check the store's profile (docs/stores.md); R2 and B2, for example, have no form uploads. Probe the store, and choose a policy that it "
                + "can keep."));

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Error.Code == "NotImplemented" && IsLength(request) && Array.Exists(_rows, row => row.Code == RefusalCodes.LengthRequired))
        {
            return [Length(request)];
        }

        if (Array.Find(_rows, row => row.Errors.Contains(request.Error.Code)) is { } said)
        {
            return [Of(request, said, said.Fits?.Invoke(request) == false ? RefusalCertainty.Likely : RefusalCertainty.Stated)];
        }

        // A status alone says less than a code.
        return Array.Find(_rows, row => HasStatus(request, row)) is { } row ? [Of(request, row, RefusalCertainty.Likely)] : [];
    }

    private static RefusalFinding Of(RefusedRequest request, AnswerCode row, RefusalCertainty certainty) =>
        new(row.Code, certainty, row.Message(request), row.Remedy);

    // Amazon S3 answers a body in chunks with 501 and names the header.
    private static bool IsLength(RefusedRequest request) =>
        string.Equals(request.Error.Field("Header"), "Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
        || (request.Error.Field("Header") is null && request.IsChunked);

    private static RefusalFinding Length(RefusedRequest request)
    {
        const string Message = "The body was sent in chunks, without Content-Length (Transfer-Encoding: chunked), but S3 requires the length.";
        return request.Error.Field("Header") is null
            ? Finding.Likely(RefusalCodes.LengthRequired, Message, LengthRemedy)
            : Finding.Stated(RefusalCodes.LengthRequired, Message, LengthRemedy);
    }

    // A proxy may have changed the key that the store looked for.
    private static string Looked(RefusedRequest request) =>
        request.Error.Field("Key") is { } key && !request.Url.Path.EndsWith(key, StringComparison.Ordinal)
            ? $"; the store looked for {DisplayText.Path(key)}"
            : "";

    private static string? AccessKey(RefusedRequest request) =>
        request.Presign.Credential?.AccessKeyId ?? request.Form?.CredentialText?.Split('/')[0] ?? request.Error.Field("AWSAccessKeyId");

    // With a code of its own, a 404 says what else is missing: a bucket, or a configuration.
    private static bool HasStatus(RefusedRequest request, AnswerCode row) =>
        request.Status is { } status && row.Statuses.Contains(status) && (request.Error.Code is null || status != 404)
        && (!request.IsForeign || OfAnyServer.Contains(status));

    /// <summary>One row.</summary>
    /// <param name="Code">The finding's code.</param>
    /// <param name="Errors">S3's error codes that mean this.</param>
    /// <param name="Statuses">Statuses that mean this if the answer's error code is in no row.</param>
    /// <param name="Message">What happened.</param>
    /// <param name="Remedy">What to change.</param>
    /// <param name="Fits">Whether the URL can have caused the answer; null if any can.</param>
    private sealed record AnswerCode(
        string Code, string[] Errors, int[] Statuses, Func<RefusedRequest, string> Message, string Remedy, Func<RefusedRequest, bool>? Fits = null);
}
