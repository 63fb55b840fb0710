namespace PresignKit.SigV4;

/// <summary>Why a request was refused. The comment of each names what S3 answers.</summary>
public enum SigV4Failure
{
    /// <summary>Verified.</summary>
    None = 0,

    /// <summary>The request target cannot be read. S3: 400 InvalidURI.</summary>
    MalformedTarget,

    /// <summary>Nothing in the request claims an identity. S3: 403 AccessDenied.</summary>
    MissingAuthentication,

    /// <summary>Both an Authorization header and query parameters. S3: 400 InvalidArgument, "Only one auth mechanism allowed".</summary>
    MultipleAuthentication,

    /// <summary>Another algorithm, such as Signature Version 2. S3: 400 InvalidRequest.</summary>
    UnsupportedAlgorithm,

    /// <summary>A query parameter or form field of the signature is missing, repeated or malformed. S3: 400 AuthorizationQueryParametersError.</summary>
    MalformedQuery,

    /// <summary>The Authorization header, or a header it depends on, is missing or malformed. S3: 400 AuthorizationHeaderMalformed.</summary>
    MalformedAuthorization,

    /// <summary>A header holds what HTTP cannot carry. S3: 400 InvalidRequest.</summary>
    MalformedHeader,

    /// <summary>The credential scope is of another day than the date, or of another region or service. S3: 400 AuthorizationQueryParametersError or AuthorizationHeaderMalformed.</summary>
    WrongScope,

    /// <summary>The expiry is not 1 to 604,800 seconds. S3: 400 AuthorizationQueryParametersError.</summary>
    InvalidExpiry,

    /// <summary>The presigned URL or the policy has expired. S3: 403 AccessDenied, "Request has expired".</summary>
    Expired,

    /// <summary>The date lies beyond the clock skew in the future. S3: 403 AccessDenied, "Request is not yet valid".</summary>
    NotYetValid,

    /// <summary>The date of a signed request is too far from the clock, either way. S3: 403 RequestTimeTooSkewed.</summary>
    RequestTimeTooSkewed,

    /// <summary>No such access key. S3: 403 InvalidAccessKeyId.</summary>
    UnknownAccessKey,

    /// <summary>The session token is missing, superfluous or another one. S3: 403 InvalidToken.</summary>
    TokenMismatch,

    /// <summary><c>host</c> is not signed, absent or sent twice. S3: 403 SignatureDoesNotMatch or AccessDenied.</summary>
    MissingHost,

    /// <summary>A header that was signed was not sent. S3: 403 SignatureDoesNotMatch.</summary>
    MissingSignedHeader,

    /// <summary>An <c>x-amz-*</c> header was sent but not signed. S3: 403 AccessDenied, "There were headers present in the request which were not signed".</summary>
    UnsignedAmzHeader,

    /// <summary>The payload hash is neither a SHA-256 nor one of S3's literals. S3: 400 InvalidArgument.</summary>
    InvalidPayloadHash,

    /// <summary>The policy document cannot be read. S3: 400 InvalidPolicyDocument.</summary>
    InvalidPolicyDocument,

    /// <summary>Everything is in place, and the signature is another. S3: 403 SignatureDoesNotMatch.</summary>
    SignatureMismatch,
}
