
namespace PresignKit.S3.Profiles;

/// <summary>Cloudflare R2. Not measured: the suite has no account.</summary>
internal static class R2Profile
{
    private const string Docs = "https://developers.cloudflare.com/r2/";

    // Unknown, since nothing says: whether unsigned x-amz-* headers are refused (IsolatedPut), whether x-amz-checksum-sha256 is compared
    // on a PUT, and which of several conditional PUTs at once wins ("Extensions" promises 412 where an object is there already).
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
                "A header that was signed cannot be left out or changed: 403 SignatureDoesNotMatch.", Docs + "api/s3/presigned-urls/"),
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
                "x-amz-copy-source-if-match is implemented for CopyObject and not for UploadPartCopy, which copies what is over 5 GiB.",
                Docs + "api/s3/api/"),
            nameof(StoreProfile.ConditionalCopy)),
        new(
            CapabilitySource.Documented("PutObject: x-amz-server-side-encryption is not implemented.", Docs + "api/s3/api/"),
            nameof(StoreProfile.StoreManagedEncryption), nameof(StoreProfile.KeyServiceEncryption)),
        new(CapabilitySource.Documented("PutObject: x-amz-tagging is not implemented.", Docs + "api/s3/api/"), nameof(StoreProfile.Tags)),
        new(
            CapabilitySource.Documented("PutObject: x-amz-storage-class takes STANDARD and STANDARD_IA.", Docs + "api/s3/api/"),
            nameof(StoreProfile.StorageClasses)),
        new(
            CapabilitySource.Documented("The bucket stands in the host in the request that is shown.", Docs + "api/s3/extensions/"),
            nameof(StoreProfile.VirtualHostAddressing)),
        new(
            CapabilitySource.Documented("The bucket stands in the path of the presigned URLs that are shown.", Docs + "examples/aws/aws4fetch/"),
            nameof(StoreProfile.PathAddressing)));
}
