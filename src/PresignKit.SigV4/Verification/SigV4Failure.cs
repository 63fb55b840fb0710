namespace PresignKit.SigV4;

/// <summary>Why a request was refused. Each member's summary states S3's response.</summary>
public enum SigV4Failure
{
    /// <summary>The request was verified.</summary>
    None = 0,

    /// <summary>The request target is malformed. S3: 400 InvalidURI.</summary>
    MalformedTarget,

    /// <summary>The request contains no authentication. S3: 403 AccessDenied.</summary>
    MissingAuthentication,

    /// <summary>
    /// The request contains both an Authorization header and query parameters of a signature. S3: 400 InvalidArgument, "Only one auth
    /// mechanism allowed".
    /// </summary>
    MultipleAuthentication,

    /// <summary>The algorithm is not supported, for example Signature Version 2. S3: 400 InvalidRequest.</summary>
    UnsupportedAlgorithm,

    /// <summary>
    /// A query parameter or form field of the signature is missing, repeated or malformed. S3: 400 AuthorizationQueryParametersError.
    /// </summary>
    MalformedQuery,

    /// <summary>The Authorization header, or a header it depends on, is missing or malformed. S3: 400 AuthorizationHeaderMalformed.</summary>
    MalformedAuthorization,

    /// <summary>A header contains characters that HTTP does not allow. S3: 400 InvalidRequest.</summary>
    MalformedHeader,

    /// <summary>
    /// The day of the credential scope does not match the date, or its region or service is not the verifier's. S3: 400
    /// AuthorizationQueryParametersError or AuthorizationHeaderMalformed.
    /// </summary>
    WrongScope,

    /// <summary>The lifetime is not between 1 and 604,800 seconds. S3: 400 AuthorizationQueryParametersError.</summary>
    InvalidExpiry,

    /// <summary>The presigned URL or the policy has expired. S3: 403 AccessDenied, "Request has expired".</summary>
    Expired,

    /// <summary>The date is in the future by more than the allowed clock skew. S3: 403 AccessDenied, "Request is not yet valid".</summary>
    NotYetValid,

    /// <summary>
    /// The date of a signed request differs from the current time by more than the allowed clock skew. S3: 403 RequestTimeTooSkewed.
    /// </summary>
    RequestTimeTooSkewed,

    /// <summary>The access key does not exist. S3: 403 InvalidAccessKeyId.</summary>
    UnknownAccessKey,

    /// <summary>The session token is missing, unexpected, or wrong. S3: 403 InvalidToken.</summary>
    TokenMismatch,

    /// <summary><c>host</c> is not signed, is missing, or was sent more than once. S3: 403 SignatureDoesNotMatch or AccessDenied.</summary>
    MissingHost,

    /// <summary>A signed header was not sent. S3: 403 SignatureDoesNotMatch.</summary>
    MissingSignedHeader,

    /// <summary>
    /// An <c>x-amz-*</c> header was sent but not signed. S3: 403 AccessDenied, "There were headers present in the request which were not
    /// signed".
    /// </summary>
    UnsignedAmzHeader,

    /// <summary>The payload hash is neither a SHA-256 nor one of S3's literals. S3: 400 InvalidArgument.</summary>
    InvalidPayloadHash,

    /// <summary>The policy document is malformed. S3: 400 InvalidPolicyDocument.</summary>
    InvalidPolicyDocument,

    /// <summary>The request is complete and well-formed, but the signature does not match. S3: 403 SignatureDoesNotMatch.</summary>
    SignatureMismatch,
}
