using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>Refusals that the store explains by its error code or status alone.</summary>
/// <remarks>Amazon S3 API Reference, "Error responses".</remarks>
internal sealed class AnswerCodes : ICause
{
    private readonly AnswerCode[] _rows;

    private AnswerCodes(params AnswerCode[] rows) => _rows = rows;

    /// <summary>Answers about the account that signed. Stores give them before they check the signature.</summary>
    public static AnswerCodes AboutAccounts { get; } = new(
        new(
            RefusalCodes.SessionTokenExpired,
            ["ExpiredToken", "TokenRefreshRequired"],
            [],
            _ => "The session token has expired. A URL ends with the temporary credentials that signed it, whatever its own expiry says.",
            "Issue a new URL. Refresh the credentials before their remaining lifetime is shorter than that of the URLs; PresignKit does this, "
                + "and reports it in ExpiresAt and LimitedBy."),
        new(
            RefusalCodes.AccessKeyUnknown,
            ["InvalidAccessKeyId"],
            [],
            request => $"The store does not know the access key {DisplayText.Value(AccessKey(request))}: "
                + "it was deleted or deactivated, or it belongs to another store.",
            "Configure the backend with an access key of this store, check that the URL points to the right store, and issue a new URL: "
                + "URLs signed with a deleted access key stay invalid."));

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
            "Send a body of known length: a File or Blob, bytes, or a stream whose length is set. A proxy must buffer the body or pass its length on."),
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
            request => $"There is no object at {DisplayText.Path(request.Url.Path)}. The signature is not the problem: the store accepted it.",
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
        var row = Array.Find(_rows, row => row.Errors.Contains(request.Error.Code))
            ?? Array.Find(_rows, row => HasStatus(request, row));
        return row is null ? [] : [Finding.Stated(row.Code, row.Message(request), row.Remedy)];
    }

    private static string? AccessKey(RefusedRequest request) =>
        request.Presign.Credential?.AccessKeyId ?? request.Form?.CredentialText?.Split('/')[0] ?? request.Error.Field("AWSAccessKeyId");

    // With a code of its own, a 404 says what else is missing: a bucket, or a configuration.
    private static bool HasStatus(RefusedRequest request, AnswerCode row) =>
        request.Status is { } status && row.Statuses.Contains(status) && (request.Error.Code is null || status != 404);

    /// <summary>One row.</summary>
    /// <param name="Code">The finding's code.</param>
    /// <param name="Errors">S3's error codes that mean this.</param>
    /// <param name="Statuses">Statuses that mean this if the answer's error code is in no row.</param>
    /// <param name="Message">What happened.</param>
    /// <param name="Remedy">What to change.</param>
    private sealed record AnswerCode(string Code, string[] Errors, int[] Statuses, Func<RefusedRequest, string> Message, string Remedy);
}
