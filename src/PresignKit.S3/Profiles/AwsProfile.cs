
namespace PresignKit.S3.Profiles;

/// <summary>Amazon S3. Never measured: the suite has no account.</summary>
internal static class AwsProfile
{
    private const string Api = "https://docs.aws.amazon.com/AmazonS3/latest/API/";
    private const string Guide = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/";

    // ETagIsMd5: it is not where a bucket encrypts with SSE-KMS by default ("Object", ETag), and the profile does not know the bucket.
    public static ReadyMadeProfile ReadyMade { get; } = ReadyMadeProfile.Of(
        SuiteMeasurements.AmazonLike("aws") with
        {
            ComputesCrc64Nvme = Capability.Yes,
            DownloadPartNumber = Capability.Yes,
            ConditionalReplace = Capability.Yes,
            ChecksumCrc32 = Capability.Yes,
            ChecksumCrc32C = Capability.Yes,
            ChecksumCrc64Nvme = Capability.Yes,
            ChecksumSha1 = Capability.Yes,
            ChecksumSha512 = Capability.Yes,
            ChecksumMd5 = Capability.Yes,
            ChecksumXxHash64 = Capability.Yes,
            ChecksumXxHash3 = Capability.Yes,
            ChecksumXxHash128 = Capability.Yes,
            StoreManagedEncryption = Capability.Yes,
            KeyServiceEncryption = Capability.Yes,
            Tags = Capability.Yes,
            StorageClasses = Capability.Yes,
            ObjectRetention = Capability.Yes,
            RequesterPays = Capability.Yes,
            ExpectedBucketOwner = Capability.Yes,
        },
        new(
            CapabilitySource.Documented(
                "The method and every header of X-Amz-SignedHeaders are signed; a request that differs is refused.",
                Api + "sigv4-query-string-auth.html"),
            nameof(StoreProfile.SignedContentType), nameof(StoreProfile.SignedContentLength), nameof(StoreProfile.SignedHeaders), nameof(StoreProfile
                .HeadUrls)),
        new(
            CapabilitySource.Documented(
                "partNumber makes GetObject return only that part, as if its range had been asked for.", Api + "API_GetObject.html"),
            nameof(StoreProfile.DownloadPartNumber)),
        new(
            CapabilitySource.Documented(
                "Every x-amz-* header of a request must be signed.", Api + "sigv4-query-string-auth.html"),
            nameof(StoreProfile.IsolatedPut)),
        new(
            CapabilitySource.Documented(
                "Every x-amz-* header of a request must be signed; the upload of a part is refused (NoSuchUpload) once the upload has been completed or aborted.",
                Api + "API_UploadPart.html"),
            nameof(StoreProfile.IsolatedPart), nameof(StoreProfile.PartUrlsEnd)),
        new(
            CapabilitySource.Documented(
                "If-None-Match: * refuses a write to an existing key (412), and all but one of several concurrent writes (412 or 409).",
                Guide + "conditional-writes.html"),
            nameof(StoreProfile.CreateOnly)),
        new(
            CapabilitySource.Documented(
                "The policy's conditions restrict the key, Content-Type and content-length-range.", Api + "sigv4-HTTPPOSTConstructPolicy.html"),
            nameof(StoreProfile.FormUpload)),
        new(
            CapabilitySource.Documented("A form accepts as fields what a PUT accepts as headers.", Api + "RESTObjectPOST.html"),
            nameof(StoreProfile.FormHeaders)),
        new(
            CapabilitySource.Documented(
                "x-amz-checksum-sha256 is compared with the received body, or with that of the part.", Guide + "checking-object-integrity.html"),
            nameof(StoreProfile.ChecksumSha256), nameof(StoreProfile.PartChecksum), nameof(StoreProfile.FormChecksum)),
        new(
            CapabilitySource.Documented(
                "x-amz-checksum-*, a header of PutObject and UploadPart for each algorithm, is compared with the received data.", Api + "API_PutObject.html"),
            nameof(StoreProfile.ChecksumCrc32), nameof(StoreProfile.ChecksumCrc32C), nameof(StoreProfile.ChecksumCrc64Nvme),
            nameof(StoreProfile.ChecksumSha1), nameof(StoreProfile.ChecksumSha512), nameof(StoreProfile.ChecksumMd5),
            nameof(StoreProfile.ChecksumXxHash64), nameof(StoreProfile.ChecksumXxHash3), nameof(StoreProfile.ChecksumXxHash128)),
        new(
            CapabilitySource.Documented(
                "ChecksumCRC64NVME: also present if the object was uploaded without a checksum; Amazon S3 adds it by default.", Api + "API_Checksum.html"),
            nameof(StoreProfile.ComputesCrc64Nvme)),
        new(
            CapabilitySource.Documented("x-amz-copy-source-if-match: 412 if the ETag differs.", Api + "API_CopyObject.html"),
            nameof(StoreProfile.ConditionalCopy)),
        new(
            CapabilitySource.Documented(
                "If-Match refuses PutObject and CompleteMultipartUpload if the key holds another object (412) or none (404), or if another write came first (409).",
                Guide + "conditional-writes.html"),
            nameof(StoreProfile.ConditionalReplace)),
        new(
            CapabilitySource.Documented("SSE-S3 and SSE-KMS are requested by x-amz-server-side-encryption.", Guide + "serv-side-encryption.html"),
            nameof(StoreProfile.StoreManagedEncryption), nameof(StoreProfile.KeyServiceEncryption)),
        new(
            CapabilitySource.Documented(
                "For signed URLs, include x-amz-request-payer=requester; without it, a bucket whose requesters pay answers 403.",
                Guide + "ObjectsinRequesterPaysBuckets.html"),
            nameof(StoreProfile.RequesterPays)),
        new(
            CapabilitySource.Documented(
                "x-amz-expected-bucket-owner: if the owner's account ID does not match, the request fails with 403 (AccessDenied).",
                Guide + "bucket-owner-condition.html"),
            nameof(StoreProfile.ExpectedBucketOwner)),
        new(CapabilitySource.Documented("Tags can be set when an object is uploaded.", Guide + "object-tagging.html"), nameof(StoreProfile.Tags)),
        new(
            CapabilitySource.Documented("A storage class can be set when an object is uploaded.", Guide + "storage-class-intro.html"),
            nameof(StoreProfile.StorageClasses)),
        new(
            CapabilitySource.Documented("A retention and a legal hold can be placed on a version of an object.", Guide + "object-lock.html"),
            nameof(StoreProfile.ObjectRetention)),
        new(
            CapabilitySource.Documented("Both forms of addressing are supported.", Guide + "VirtualHosting.html"),
            nameof(StoreProfile.VirtualHostAddressing), nameof(StoreProfile.PathAddressing)));
}
