using System.Globalization;
using System.Text;
using PresignKit.LocalS3.Http;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Authentication;

/// <summary>Where the signature was.</summary>
internal enum AuthenticationPlace
{
    Query,
    Header,
    Form,
}

/// <summary>Maps each signature failure to S3's error response.</summary>
internal static class AuthenticationError
{
    public static S3Error SignatureDoesNotMatch() =>
        new(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. Check your key and signing method.");

    public static S3Error From(
        SigV4Verification verification,
        AuthenticationPlace place,
        S3Request request,
        string region,
        DateTimeOffset now) => verification.Failure switch
    {
        SigV4Failure.MalformedTarget => S3Errors.InvalidUri(),
        SigV4Failure.MultipleAuthentication => S3Errors.InvalidArgument(
            "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified",
            "Authorization", "(redacted)"),
        SigV4Failure.UnsupportedAlgorithm => S3Errors.InvalidRequest(
            "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."),
        SigV4Failure.MalformedQuery => Malformed(
            place,
            "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, "
            + "and X-Amz-Expires parameters."),
        SigV4Failure.MalformedAuthorization => Malformed(
            place,
            "The authorization header is malformed. It must contain Credential, SignedHeaders and Signature, and the request must have x-amz-date and "
            + "x-amz-content-sha256 headers."),
        SigV4Failure.MalformedHeader => S3Errors.InvalidRequest("A header contains characters that are not allowed."),
        SigV4Failure.WrongScope => ScopeError.From(place, request, region),
        SigV4Failure.InvalidExpiry => Malformed(place, "X-Amz-Expires must be a number from 1 to 604800: less than a week (in seconds)."),
        SigV4Failure.Expired => Expired(verification, place, request, now),
        SigV4Failure.NotYetValid => S3Errors.AccessDenied("Request is not yet valid").With(("ServerTime", Time(now))),
        SigV4Failure.RequestTimeTooSkewed => new S3Error(
            403,
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.")
            .With(("RequestTime", Time(verification.SignedAt)), ("ServerTime", Time(now)), ("MaxAllowedSkewMilliseconds", "900000")),
        SigV4Failure.UnknownAccessKey => new S3Error(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")
            .With(("AWSAccessKeyId", verification.AccessKeyId ?? "")),
        SigV4Failure.TokenMismatch => new S3Error(403, "InvalidToken", "The provided token is malformed or otherwise invalid."),
        SigV4Failure.MissingHost => S3Errors.AccessDenied("The host header must be sent exactly once and must be signed"),
        SigV4Failure.UnsignedAmzHeader => Unsigned(verification, request),
        SigV4Failure.InvalidPayloadHash => S3Errors.InvalidArgument(
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
            "x-amz-content-sha256", request.Header("x-amz-content-sha256") ?? ""),
        SigV4Failure.InvalidPolicyDocument => S3Errors.InvalidPolicyDocument("Invalid Policy: Invalid JSON."),
        SigV4Failure.MissingSignedHeader or SigV4Failure.SignatureMismatch => Mismatch(verification, place, request),
        _ => S3Errors.AccessDenied(),
    };

    internal static S3Error Malformed(AuthenticationPlace place, string message) => place switch
    {
        AuthenticationPlace.Query => new S3Error(400, "AuthorizationQueryParametersError", message),
        AuthenticationPlace.Form => S3Errors.InvalidArgument(message, "X-Amz-Credential", "(redacted)"),
        _ => new S3Error(400, "AuthorizationHeaderMalformed", message),
    };

    private static S3Error Expired(SigV4Verification verification, AuthenticationPlace place, S3Request request, DateTimeOffset now) =>
        place == AuthenticationPlace.Form
            ? S3Errors.AccessDenied("Invalid according to Policy: Policy expired.")
            : S3Errors.AccessDenied("Request has expired").With(
                ("X-Amz-Expires", request.Query.Find("X-Amz-Expires") ?? ""), ("Expires", Time(verification.ExpiresAt)), ("ServerTime", Time(now)));

    private static S3Error Unsigned(SigV4Verification verification, S3Request request)
    {
        var unsigned = request.Wire.Headers
            .Select(header => header.Name.ToLowerInvariant())
            .Where(name => name.StartsWith("x-amz-", StringComparison.Ordinal) && !verification.SignedHeaders.Contains(name));
        return S3Errors.AccessDenied("There were headers present in the request which were not signed")
            .With(("HeadersNotSigned", string.Join(", ", unsigned.Distinct())));
    }

    // All of this came from the sender, including the session token and the signature in the canonical request. As on S3, it is returned
    // to the sender only and never logged.
    private static S3Error Mismatch(SigV4Verification verification, AuthenticationPlace place, S3Request request)
    {
        var error = SignatureDoesNotMatch().With(("AWSAccessKeyId", verification.AccessKeyId ?? ""));
        if (verification.StringToSign is not { } stringToSign)
        {
            return error;
        }

        error = error.With(("StringToSign", stringToSign));
        if (place == AuthenticationPlace.Query && request.Query.Find("X-Amz-Signature") is { } provided)
        {
            error = error.With(("SignatureProvided", provided));
        }

        error = error.With(("StringToSignBytes", Bytes(stringToSign)));
        return verification.CanonicalRequest is { } canonical
            ? error.With(("CanonicalRequest", canonical), ("CanonicalRequestBytes", Bytes(canonical)))
            : error;
    }

    private static string Bytes(string text) => string.Join(' ', Encoding.UTF8.GetBytes(text).Select(one => one.ToString("x2", CultureInfo.InvariantCulture)));

    private static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
