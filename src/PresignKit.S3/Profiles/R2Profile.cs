
namespace PresignKit.S3.Profiles;

/// <summary>Cloudflare R2. Not measured: the suite has no account.</summary>
internal static class R2Profile
{
    private const string Docs = "https://developers.cloudflare.com/r2/";

    // Unknown, because it is not documented: whether unsigned x-amz-* headers are refused (IsolatedPut), whether x-amz-checksum-sha256 is compared on
    // a PUT, and which of several concurrent conditional PUTs wins ("Extensions" only states 412 if the object already exists). ETagIsMd5: "Multipart objects"
    // says so of parts, and nothing says it of objects that are sent in one request.
    public static ReadyMadeProfile ReadyMade { get; } = ReadyMadeProfile.Of(
        new()
        {
            Name = "r2",
            SignedContentType = Capability.Yes,
            SignedContentLength = Capability.Yes,
            SignedHeaders = Capability.Yes,
            HeadUrls = Capability.Yes,
            FormUpload = Capability.No,
            FormHeaders = Capability.No,
            ConditionalCopy = Capability.No,
            StoreManagedEncryption = Capability.No,
            KeyServiceEncryption = Capability.No,
            Tags = Capability.No,
            StorageClasses = Capability.Yes,
            VirtualHostAddressing = Capability.Yes,
            PathAddressing = Capability.Yes,
        },
        new(
            CapabilitySource.Documented(
                "A signed header cannot be omitted or changed: 403 SignatureDoesNotMatch.", Docs + "api/s3/presigned-urls/"),
            nameof(StoreProfile.SignedContentType), nameof(StoreProfile.SignedContentLength), nameof(StoreProfile.SignedHeaders)),
        new(
            CapabilitySource.Documented(
                "A presigned URL is for one operation on one object: GET, HEAD, PUT or DELETE.", Docs + "api/s3/presigned-urls/"),
            nameof(StoreProfile.HeadUrls)),
        new(
            CapabilitySource.Documented("POST, an upload by HTML form, is not supported.", Docs + "api/s3/presigned-urls/"),
            nameof(StoreProfile.FormUpload), nameof(StoreProfile.FormHeaders)),
        new(
            CapabilitySource.Documented(
                "x-amz-copy-source-if-match is implemented for CopyObject, but not for UploadPartCopy, which copies objects over 5 GiB.",
                Docs + "api/s3/api/"),
            nameof(StoreProfile.ConditionalCopy)),
        new(
            CapabilitySource.Documented("PutObject: x-amz-server-side-encryption is not implemented.", Docs + "api/s3/api/"),
            nameof(StoreProfile.StoreManagedEncryption), nameof(StoreProfile.KeyServiceEncryption)),
        new(CapabilitySource.Documented("PutObject: x-amz-tagging is not implemented.", Docs + "api/s3/api/"), nameof(StoreProfile.Tags)),
        new(
            CapabilitySource.Documented("PutObject: x-amz-storage-class accepts STANDARD and STANDARD_IA.", Docs + "api/s3/api/"),
            nameof(StoreProfile.StorageClasses)),
        new(
            CapabilitySource.Documented("The sample request has the bucket in the host.", Docs + "api/s3/extensions/"),
            nameof(StoreProfile.VirtualHostAddressing)),
        new(
            CapabilitySource.Documented("The sample presigned URLs have the bucket in the path.", Docs + "examples/aws/aws4fetch/"),
            nameof(StoreProfile.PathAddressing)));
}
