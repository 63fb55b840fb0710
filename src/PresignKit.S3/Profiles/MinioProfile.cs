
namespace PresignKit.S3.Profiles;

/// <summary>
/// MinIO, by its last published source (February 2026). Not measured: no server was available where PresignKit is developed. Old builds do less; a
/// probe tells.
/// </summary>
internal static class MinioProfile
{
    private const string Docs = "https://docs.min.io/";

    private const string Source = "https://github.com/minio/minio/blob/master/cmd/";

    private const string Verification = Source + "signature-v4.go";

    // CreateOnly: checkPreconditionsPUT refuses If-None-Match: * for an existing object (412), but the source was not read for whether several at once are
    // told apart, and a build of April 2019 ignores the header. ETagIsMd5: not with SSE-KMS, nor with the option --no-compat.
    public static ReadyMadeProfile ReadyMade { get; } = ReadyMadeProfile.Of(
        new()
        {
            Name = "minio",
            SignedContentType = Capability.Yes,
            SignedContentLength = Capability.Yes,
            SignedHeaders = Capability.Yes,
            HeadUrls = Capability.Yes,
            IsolatedPut = Capability.No,
            IsolatedPart = Capability.No,
            FormUpload = Capability.Yes,
            ChecksumSha256 = Capability.Yes,
            PartChecksum = Capability.Yes,
            FormChecksum = Capability.Yes,
            ConditionalCopy = Capability.Yes,
            Tags = Capability.Yes,
            VirtualHostAddressing = Capability.Yes,
            PathAddressing = Capability.Yes,
        },
        new(
            CapabilitySource.Read(
                "signature-v4-utils.go, extractSignedHeaders: every signed header is part of the signature with the value that was sent, Content-Length with the "
                    + "body's own; one that is missing is refused.",
                Source + "signature-v4-utils.go"),
            nameof(StoreProfile.SignedContentType), nameof(StoreProfile.SignedContentLength), nameof(StoreProfile.SignedHeaders)),
        new(
            CapabilitySource.Read("signature-v4.go, getCanonicalRequest: the method is part of the signature.", Verification),
            nameof(StoreProfile.HeadUrls)),
        new(
            CapabilitySource.Read(
                "signature-v4.go, doesPresignedSignatureMatch: of the headers that are not signed, only x-amz-meta-* are refused (checkMetaHeaders), so that "
                    + "x-amz-copy-source and others take effect.",
                Verification),
            nameof(StoreProfile.IsolatedPut), nameof(StoreProfile.IsolatedPart)),
        new(
            CapabilitySource.Read(
                "postpolicyform.go, checkPostPolicy: every condition must hold, and every field except checksums, encryption, and the signature's own must be in "
                    + "the policy.",
                Source + "postpolicyform.go"),
            nameof(StoreProfile.FormUpload)),
        new(
            CapabilitySource.Read(
                "object-handlers.go, PutObjectHandler: hash.Reader.AddChecksum compares x-amz-checksum-sha256 with the body.", Source + "object-handlers.go"),
            nameof(StoreProfile.ChecksumSha256)),
        new(
            CapabilitySource.Read(
                "object-multipart-handlers.go, PutObjectPartHandler: hash.Reader.AddChecksum, as for an object.", Source + "object-multipart-handlers.go"),
            nameof(StoreProfile.PartChecksum)),
        new(
            CapabilitySource.Read(
                "bucket-handlers.go, PostPolicyBucketHandler: hash.Reader.AddChecksumNoTrailer compares the field with the file.",
                Source + "bucket-handlers.go"),
            nameof(StoreProfile.FormChecksum)),
        new(
            CapabilitySource.Read(
                "object-handlers-common.go, checkCopyObjectPreconditions, also for parts: 412 if the ETag is not that of x-amz-copy-source-if-match.",
                Source + "object-handlers-common.go"),
            nameof(StoreProfile.ConditionalCopy)),
        new(
            CapabilitySource.Documented(
                "PutObjectAsync stores an object with tags.", Docs + "enterprise/aistor-object-store/developers/sdk/dotnet/api"),
            nameof(StoreProfile.Tags)),
        new(
            CapabilitySource.Documented(
                "Path-style requests are always supported, virtual-host requests if MINIO_DOMAIN is set.",
                Docs + "community/minio-object-store/reference/minio-server/settings/core.html"),
            nameof(StoreProfile.VirtualHostAddressing), nameof(StoreProfile.PathAddressing)));
}
