using System.Globalization;

namespace PresignKit.LocalS3.Http;

/// <summary>The error responses of this store, with S3's codes, statuses and messages.</summary>
internal static class S3Errors
{
    public static S3Error AccessDenied(string message = "Access Denied") => new(403, "AccessDenied", message);

    public static S3Error InvalidUri() => new(400, "InvalidURI", "Couldn't parse the specified URI.");

    public static S3Error InvalidRequest(string message) => new(400, "InvalidRequest", message);

    public static S3Error InvalidArgument(string message, string name, string value) =>
        new S3Error(400, "InvalidArgument", message).With(("ArgumentName", name), ("ArgumentValue", value));

    public static S3Error MalformedXml() =>
        new(400, "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");

    public static S3Error MalformedPost(string message) => new(400, "MalformedPOSTRequest", message) { EndsConnection = true };

    public static S3Error InvalidPolicyDocument(string message) => new(400, "InvalidPolicyDocument", message);

    public static S3Error MethodNotAllowed(string method, string resourceType) =>
        new S3Error(405, "MethodNotAllowed", "The specified method is not allowed against this resource.")
            .With(("Method", method), ("ResourceType", resourceType));

    /// <summary>The error for unsupported features. The store never silently ignores a header or subresource.</summary>
    public static S3Error NotImplemented(string what) =>
        new S3Error(501, "NotImplemented", $"A header or query you provided implies functionality that is not implemented: {what}").With(("Header", what));

    public static S3Error EncryptionNotImplemented()
    {
        const string header = "x-amz-server-side-encryption";
        var refused = NotImplemented(header);
        return refused with
        {
            Message = $"{refused.Message}. LocalS3 stores objects unencrypted. If an application that also runs with another store has to request encryption, "
                + $"set {nameof(LocalS3Options.PretendEncryption)} for development.",
        };
    }

    public static S3Error NoSuchBucket(string bucket) =>
        new S3Error(404, "NoSuchBucket", "The specified bucket does not exist").With(("BucketName", bucket));

    public static S3Error NoSuchKey(string key) => new S3Error(404, "NoSuchKey", "The specified key does not exist.").With(("Key", key));

    public static S3Error NoSuchUpload(string uploadId) =>
        new S3Error(404, "NoSuchUpload", "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.")
            .With(("UploadId", uploadId));

    public static S3Error NoSuchCors(string bucket) =>
        new S3Error(404, "NoSuchCORSConfiguration", "The CORS configuration does not exist").With(("BucketName", bucket));

    public static S3Error BucketAlreadyOwnedByYou(string bucket) =>
        new S3Error(409, "BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.").With(
            ("BucketName", bucket));

    public static S3Error BucketNotEmpty(string bucket) =>
        new S3Error(409, "BucketNotEmpty", "The bucket you tried to delete is not empty").With(("BucketName", bucket));

    public static S3Error InvalidBucketName(string bucket) =>
        new S3Error(400, "InvalidBucketName", "The specified bucket is not valid.").With(("BucketName", bucket));

    public static S3Error IllegalLocation(string region) =>
        new(
            400,
            "IllegalLocationConstraintException",
            $"The {region} location constraint is incompatible for the region specific endpoint this request was sent to.");

    public static S3Error KeyTooLong(int size) =>
        new S3Error(400, "KeyTooLongError", "Your key is too long").With(("Size", Number(size)), ("MaxSizeAllowed", "1024"));

    public static S3Error PreconditionFailed(string condition) =>
        new S3Error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold").With(("Condition", condition));

    public static S3Error InvalidRange(string requested, long size) =>
        new S3Error(416, "InvalidRange", "The requested range is not satisfiable")
        {
            Headers = [("Content-Range", $"bytes */{Number(size)}")],
        }.With(("RangeRequested", requested), ("ActualObjectSize", Number(size)));

    public static S3Error InvalidPartNumber(int requested, int count) =>
        new S3Error(416, "InvalidPartNumber", "The requested partnumber is not satisfiable")
            .With(("PartNumberRequested", Number(requested)), ("ActualPartCount", Number(count)));

    public static S3Error NoSuchVersion(string key, string version) =>
        new S3Error(404, "NoSuchVersion", "The specified version does not exist.").With(("Key", key), ("VersionId", version));

    public static S3Error InvalidExpectedOwner(string name, string value) =>
        InvalidArgument("The value of the expected bucket owner parameter must be an AWS account ID.", name, value);

    public static S3Error InvalidDigest(string value) =>
        new S3Error(400, "InvalidDigest", "The Content-MD5 you specified was invalid.").With(("Content-MD5", value));

    public static S3Error BadContentMd5(string expected, string calculated) =>
        new S3Error(400, "BadDigest", "The Content-MD5 you specified did not match what we received.")
            .With(("ExpectedDigest", expected), ("CalculatedDigest", calculated));

    public static S3Error InvalidChecksumHeader(string header) => InvalidRequest($"Value for {header} header is invalid.");

    public static S3Error SeveralChecksums() =>
        InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");

    public static S3Error ChecksumMismatch(string expected, string actual) =>
        InvalidRequest($"Checksum Type mismatch occurred, expected checksum Type: {expected}, actual checksum Type: {actual}");

    public static S3Error BadChecksum(string algorithm) =>
        new(400, "BadDigest", $"The {algorithm} you specified did not match the calculated checksum.");

    public static S3Error PayloadHashMismatch(string declared, string computed) =>
        new S3Error(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.")
            .With(("ClientComputedContentSHA256", declared), ("S3ComputedContentSHA256", computed));

    /// <summary>The client has stopped sending. The connection is closed, as S3's message says.</summary>
    public static S3Error RequestTimeout() =>
        new(400, "RequestTimeout",
            "Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.")
        {
            EndsConnection = true,
        };

    /// <summary>A form whose fields are larger than 20 KB. Nothing more of it is read.</summary>
    public static S3Error MaxPostPreDataLengthExceeded() =>
        new(400, "MaxPostPreDataLengthExceeded", "Your POST request fields preceding the upload file were too large.") { EndsConnection = true };

    public static S3Error IncompleteBody() =>
        new(400, "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header");

    public static S3Error MissingContentLength() => new(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");

    public static S3Error EntityTooLarge(long proposed, long maximum) =>
        new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")
            .With(("ProposedSize", Number(proposed)), ("MaxSizeAllowed", Number(maximum)));

    public static S3Error EntityTooSmall(long proposed, long minimum) =>
        new S3Error(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
            .With(("ProposedSize", Number(proposed)), ("MinSizeAllowed", Number(minimum)));

    public static S3Error InvalidPart(string uploadId, int partNumber, string eTag) =>
        new S3Error(
            400,
            "InvalidPart",
            "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match "
            + "the part's entity tag.")
            .With(("UploadId", uploadId), ("PartNumber", Number(partNumber)), ("ETag", eTag));

    public static S3Error InvalidPartOrder() =>
        new(400, "InvalidPartOrder", "The list of parts was not in ascending order. Parts must be ordered by part number.");

    public static S3Error AclNotSupported() => new(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");

    public static S3Error InvalidTag()
        => new(
            400,
            "InvalidTag",
            "The tags you provided are invalid. There must be at most 10 unique tags, with keys of 1 to 128 characters and values of at most 256 characters.");

    public static S3Error MetadataTooLarge(int size) =>
        new S3Error(400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size").With(
            ("Size", Number(size)),
            ("MaxSizeAllowed", "2048"));

    public static S3Error CorsForbidden(string method, string resourceType, string message) =>
        new S3Error(403, "AccessForbidden", message).With(("Method", method), ("ResourceType", resourceType));

    public static S3Error InternalError() => new(500, "InternalError", "We encountered an internal error. Please try again.");

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
