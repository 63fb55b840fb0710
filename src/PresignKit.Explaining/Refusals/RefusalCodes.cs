namespace PresignKit.Explaining;

/// <summary>The stable codes of findings. docs/troubleshooting.md has a row for each.</summary>
public static class RefusalCodes
{
    /// <summary>The URL carries no signature at all.</summary>
    public const string UrlNotSigned = "url-not-signed";

    /// <summary>The URL ends too early: a shell or a copy cut it, mostly at an ampersand.</summary>
    public const string UrlTruncated = "url-truncated";

    /// <summary>The URL still is in the escapes of HTML or JSON.</summary>
    public const string UrlEscaped = "url-escaped";

    /// <summary>The URL is signed by Signature Version 2.</summary>
    public const string SignatureVersion2 = "signature-version-2";

    /// <summary>An Authorization header was sent beside the signature in the URL.</summary>
    public const string TwoAuthentications = "two-authentications";

    /// <summary>The signature is not the one that was issued, or none that could be.</summary>
    public const string SignatureAltered = "signature-altered";

    /// <summary>The signature does not fit, and why is not known from what was given.</summary>
    public const string SignatureMismatch = "signature-mismatch";

    /// <summary>The URL is signed for longer than seven days, or for no time.</summary>
    public const string ExpiryOutOfRange = "expiry-out-of-range";

    /// <summary>The URL has expired.</summary>
    public const string UrlExpired = "url-expired";

    /// <summary>The URL is dated in the future of the store.</summary>
    public const string NotYetValid = "not-yet-valid";

    /// <summary>The clock of the signer and that of the store are too far apart.</summary>
    public const string ClockSkewed = "clock-skewed";

    /// <summary>The store does not know the access key.</summary>
    public const string AccessKeyUnknown = "access-key-unknown";

    /// <summary>The URL was signed with another secret than the store has for the access key.</summary>
    public const string SecretKeyWrong = "secret-key-wrong";

    /// <summary>Temporary credentials signed it, and their session token is not there.</summary>
    public const string SessionTokenMissing = "session-token-missing";

    /// <summary>The session token is not the one that belongs to the access key.</summary>
    public const string SessionTokenAltered = "session-token-altered";

    /// <summary>The session token has expired, whatever the URL says.</summary>
    public const string SessionTokenExpired = "session-token-expired";

    /// <summary>The URL is signed for another region than the bucket's.</summary>
    public const string RegionMismatch = "region-mismatch";

    /// <summary>The URL is signed for another service than S3.</summary>
    public const string ServiceWrong = "service-wrong";

    /// <summary>The day of the credential is not the day of the date.</summary>
    public const string ScopeDateWrong = "scope-date-wrong";

    /// <summary>The request was sent with another method than the one that was signed.</summary>
    public const string MethodDiffers = "method-differs";

    /// <summary>The store saw another host than the one that was signed.</summary>
    public const string HostChanged = "host-changed";

    /// <summary>The store saw the signed host with another port, or without one.</summary>
    public const string PortChanged = "port-changed";

    /// <summary>http in place of https or the reverse, which no signature covers.</summary>
    public const string SchemeChanged = "scheme-changed";

    /// <summary>A part was added to the beginning of the path, or taken from it.</summary>
    public const string PathPrefixChanged = "path-prefix-changed";

    /// <summary>Dot segments or doubled slashes of the key were folded.</summary>
    public const string PathFolded = "path-folded";

    /// <summary>A space in the key went as a plus, or a plus as a space.</summary>
    public const string KeyPlusForSpace = "key-plus-for-space";

    /// <summary>The key was percent-encoded once too often, or decoded once too often.</summary>
    public const string KeyEncodedTwice = "key-encoded-twice";

    /// <summary>The key is in another Unicode normal form than the one that was signed.</summary>
    public const string KeyNormalized = "key-normalized";

    /// <summary>The URL is for another key than the one that was signed.</summary>
    public const string KeyAltered = "key-altered";

    /// <summary>The query has a parameter that was not signed.</summary>
    public const string QueryParameterAdded = "query-parameter-added";

    /// <summary>A parameter that was signed is missing from the query.</summary>
    public const string QueryParameterRemoved = "query-parameter-removed";

    /// <summary>A parameter of the query has another value than the one that was signed.</summary>
    public const string QueryParameterAltered = "query-parameter-altered";

    /// <summary>The parameters stand in another order, which no store minds.</summary>
    public const string QueryReordered = "query-reordered";

    /// <summary>A header that was signed was not sent.</summary>
    public const string HeaderNotSent = "header-not-sent";

    /// <summary>A signed header was sent with another value.</summary>
    public const string HeaderAltered = "header-altered";

    /// <summary>The content type is another than the one that was signed.</summary>
    public const string ContentTypeDiffers = "content-type-differs";

    /// <summary>The body has another length than the one that was signed.</summary>
    public const string ContentLengthDiffers = "content-length-differs";

    /// <summary>An <c>x-amz-*</c> header was sent that was not signed.</summary>
    public const string AmzHeaderUnsigned = "amz-header-unsigned";

    /// <summary><c>x-amz-content-sha256</c> was sent with a URL that leaves the body unsigned.</summary>
    public const string PayloadHashHeader = "payload-hash-header";

    /// <summary>An SDK added a checksum, or chunks, that the URL or the store does not expect.</summary>
    public const string SdkChecksum = "sdk-checksum";

    /// <summary>The key is taken, and the URL writes only where nothing is.</summary>
    public const string KeyExists = "key-exists";

    /// <summary>A condition of the request did not hold.</summary>
    public const string PreconditionFailed = "precondition-failed";

    /// <summary>Another upload to the key was under way.</summary>
    public const string UploadRaced = "upload-raced";

    /// <summary>The bytes are not those of the checksum.</summary>
    public const string ChecksumMismatch = "checksum-mismatch";

    /// <summary>The request has no Content-Length.</summary>
    public const string LengthRequired = "length-required";

    /// <summary>Fewer bytes came than were announced.</summary>
    public const string BodyIncomplete = "body-incomplete";

    /// <summary>The body is larger than allowed.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The body is smaller than allowed.</summary>
    public const string TooSmall = "too-small";

    /// <summary>There is no such bucket.</summary>
    public const string BucketNotFound = "bucket-not-found";

    /// <summary>The store looks for the bucket in the host where it stands in the path, or the reverse.</summary>
    public const string AddressingMismatch = "addressing-mismatch";

    /// <summary>There is no such object.</summary>
    public const string ObjectNotFound = "object-not-found";

    /// <summary>The credentials may not do it.</summary>
    public const string NotPermitted = "not-permitted";

    /// <summary>The policy of the form has expired.</summary>
    public const string FormExpired = "form-expired";

    /// <summary>The form has a field that its policy does not know.</summary>
    public const string FormFieldExtra = "form-field-extra";

    /// <summary>A field that the policy asks for is missing from the form.</summary>
    public const string FormFieldMissing = "form-field-missing";

    /// <summary>A field of the form has another value than its policy allows.</summary>
    public const string FormFieldAltered = "form-field-altered";

    /// <summary>The content type of the form is not the one of its policy.</summary>
    public const string FormContentType = "form-content-type";

    /// <summary>The key of the form is not the one of its policy.</summary>
    public const string FormKey = "form-key";

    /// <summary>The policy of the form, or its signature, is not as it was signed.</summary>
    public const string FormPolicyAltered = "form-policy-altered";

    /// <summary>The form is not put together as S3 reads forms.</summary>
    public const string FormMalformed = "form-malformed";

    /// <summary>The browser saw no answer: CORS, or the network.</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>The bucket's CORS rules do not allow the page's request.</summary>
    public const string CorsNotAllowed = "cors-not-allowed";

    /// <summary>The store is busy.</summary>
    public const string StoreBusy = "store-busy";

    /// <summary>The store does not offer what was asked for.</summary>
    public const string NotImplemented = "not-implemented";

    /// <summary>Something that is no S3 store answered.</summary>
    public const string NotTheStore = "not-the-store";

    /// <summary>The store answered with a code that needs no explanation beyond its own words.</summary>
    public const string OtherRefusal = "other-refusal";
}
