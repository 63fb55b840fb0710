namespace PresignKit.Explaining;

/// <summary>The stable codes of findings; docs/troubleshooting.md has a row for each. Act on codes, never on messages.</summary>
public static class RefusalCodes
{
    /// <summary>The text is not a URL, or it is too long for one.</summary>
    public const string UrlMalformed = "url-malformed";

    /// <summary>The URL contains no signature.</summary>
    public const string UrlNotSigned = "url-not-signed";

    /// <summary>The URL is truncated, usually at an ampersand, by a shell or while copying.</summary>
    public const string UrlTruncated = "url-truncated";

    /// <summary>The URL still contains the escapes of HTML or JSON.</summary>
    public const string UrlEscaped = "url-escaped";

    /// <summary>The request is signed with Signature Version 2.</summary>
    public const string SignatureVersion2 = "signature-version-2";

    /// <summary>An Authorization header was sent in addition to the signature in the URL.</summary>
    public const string TwoAuthentications = "two-authentications";

    /// <summary>The signature in the URL is malformed, or is not the one that was issued.</summary>
    public const string SignatureAltered = "signature-altered";

    /// <summary>The signature does not match the request, and the information supplied does not show why.</summary>
    public const string SignatureMismatch = "signature-mismatch";

    /// <summary>The URL is signed for more than seven days, or for less than one second.</summary>
    public const string ExpiryOutOfRange = "expiry-out-of-range";

    /// <summary>The URL has expired.</summary>
    public const string UrlExpired = "url-expired";

    /// <summary>The URL is dated in the future, by the store's clock.</summary>
    public const string NotYetValid = "not-yet-valid";

    /// <summary>The clocks of the signer and the store differ too much.</summary>
    public const string ClockSkewed = "clock-skewed";

    /// <summary>The store does not know the access key.</summary>
    public const string AccessKeyUnknown = "access-key-unknown";

    /// <summary>The URL was not signed with the secret that the store has for the access key.</summary>
    public const string SecretKeyWrong = "secret-key-wrong";

    /// <summary>The URL was signed with temporary credentials, but lacks their session token.</summary>
    public const string SessionTokenMissing = "session-token-missing";

    /// <summary>The session token is not the one that belongs to the access key.</summary>
    public const string SessionTokenAltered = "session-token-altered";

    /// <summary>The session token has expired, and the URL with it, whatever its own expiry says.</summary>
    public const string SessionTokenExpired = "session-token-expired";

    /// <summary>The URL is signed for a region other than the bucket's.</summary>
    public const string RegionMismatch = "region-mismatch";

    /// <summary>The URL is signed for a service other than S3.</summary>
    public const string ServiceWrong = "service-wrong";

    /// <summary>The day in the credential scope does not match the date of the signature.</summary>
    public const string ScopeDateWrong = "scope-date-wrong";

    /// <summary>The request was not sent with the method that was signed.</summary>
    public const string MethodDiffers = "method-differs";

    /// <summary>The store saw a host other than the one that was signed.</summary>
    public const string HostChanged = "host-changed";

    /// <summary>The store saw the signed host with another port, or without one.</summary>
    public const string PortChanged = "port-changed";

    /// <summary>The URL was sent with http instead of https or the reverse, which no signature covers.</summary>
    public const string SchemeChanged = "scheme-changed";

    /// <summary>Something was added to the beginning of the path, or removed from it.</summary>
    public const string PathPrefixChanged = "path-prefix-changed";

    /// <summary>Dot segments or doubled slashes in the key were folded.</summary>
    public const string PathFolded = "path-folded";

    /// <summary>A space in the key was sent as a plus sign, or a plus sign as a space.</summary>
    public const string KeyPlusForSpace = "key-plus-for-space";

    /// <summary>The key was percent-encoded or decoded once too often.</summary>
    public const string KeyEncodedTwice = "key-encoded-twice";

    /// <summary>The key is not in the Unicode normalization form that was signed.</summary>
    public const string KeyNormalized = "key-normalized";

    /// <summary>The URL is for a key other than the one that was signed.</summary>
    public const string KeyAltered = "key-altered";

    /// <summary>The query has a parameter that was not signed.</summary>
    public const string QueryParameterAdded = "query-parameter-added";

    /// <summary>The query lacks a parameter that was signed.</summary>
    public const string QueryParameterRemoved = "query-parameter-removed";

    /// <summary>A parameter of the query has a value other than the signed one.</summary>
    public const string QueryParameterAltered = "query-parameter-altered";

    /// <summary>The parameters are in a different order, which is harmless.</summary>
    public const string QueryReordered = "query-reordered";

    /// <summary>A signed header was not sent.</summary>
    public const string HeaderNotSent = "header-not-sent";

    /// <summary>A signed header was sent with a value other than the signed one.</summary>
    public const string HeaderAltered = "header-altered";

    /// <summary>The request was not sent with the content type that was signed.</summary>
    public const string ContentTypeDiffers = "content-type-differs";

    /// <summary>A content type was sent that is not signed, to a store that refuses that.</summary>
    public const string ContentTypeUnsigned = "content-type-unsigned";

    /// <summary>The body does not have the length that was signed.</summary>
    public const string ContentLengthDiffers = "content-length-differs";

    /// <summary>An <c>x-amz-*</c> header was sent that is not signed.</summary>
    public const string AmzHeaderUnsigned = "amz-header-unsigned";

    /// <summary><c>x-amz-content-sha256</c> was sent with a URL that leaves the body unsigned.</summary>
    public const string PayloadHashHeader = "payload-hash-header";

    /// <summary>An SDK added a checksum or chunks that the URL or the store does not expect.</summary>
    public const string SdkChecksum = "sdk-checksum";

    /// <summary>The URL can only create a new object, but one exists under its key.</summary>
    public const string KeyExists = "key-exists";

    /// <summary>A condition of the request did not hold.</summary>
    public const string PreconditionFailed = "precondition-failed";

    /// <summary>Another upload to the same key was in progress.</summary>
    public const string UploadRaced = "upload-raced";

    /// <summary>The body does not match its declared checksum.</summary>
    public const string ChecksumMismatch = "checksum-mismatch";

    /// <summary>The request has no Content-Length.</summary>
    public const string LengthRequired = "length-required";

    /// <summary>Fewer bytes arrived than were announced.</summary>
    public const string BodyIncomplete = "body-incomplete";

    /// <summary>The upload is larger than allowed.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The upload is smaller than allowed.</summary>
    public const string TooSmall = "too-small";

    /// <summary>The bucket does not exist.</summary>
    public const string BucketNotFound = "bucket-not-found";

    /// <summary>The store looks for the bucket in the host although it is in the path, or the reverse.</summary>
    public const string AddressingMismatch = "addressing-mismatch";

    /// <summary>The object does not exist.</summary>
    public const string ObjectNotFound = "object-not-found";

    /// <summary>The account that signed lacks the permission.</summary>
    public const string NotPermitted = "not-permitted";

    /// <summary>The form's POST policy has expired.</summary>
    public const string FormExpired = "form-expired";

    /// <summary>The form has a field that its POST policy does not list.</summary>
    public const string FormFieldExtra = "form-field-extra";

    /// <summary>The form lacks a field that its POST policy requires.</summary>
    public const string FormFieldMissing = "form-field-missing";

    /// <summary>A field of the form has a value that its POST policy does not allow.</summary>
    public const string FormFieldAltered = "form-field-altered";

    /// <summary>The form's content type is not the one that its POST policy requires.</summary>
    public const string FormContentType = "form-content-type";

    /// <summary>The form's key is not the one that its POST policy requires.</summary>
    public const string FormKey = "form-key";

    /// <summary>The form's POST policy or its signature is not as it was issued.</summary>
    public const string FormPolicyAltered = "form-policy-altered";

    /// <summary>The form is not structured as S3 requires.</summary>
    public const string FormMalformed = "form-malformed";

    /// <summary>The browser saw no answer, because of CORS or the network.</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>The bucket's CORS rules do not allow the page's request.</summary>
    public const string CorsNotAllowed = "cors-not-allowed";

    /// <summary>The store is overloaded or failed.</summary>
    public const string StoreBusy = "store-busy";

    /// <summary>The store does not support what was requested.</summary>
    public const string NotImplemented = "not-implemented";

    /// <summary>The answer did not come from an S3 store.</summary>
    public const string NotTheStore = "not-the-store";

    /// <summary>There are more findings than an explanation lists.</summary>
    public const string MoreFindings = "more-findings";

    /// <summary>The store answered with a code that has no explanation here.</summary>
    public const string OtherRefusal = "other-refusal";
}
