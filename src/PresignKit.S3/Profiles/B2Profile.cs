
namespace PresignKit.S3.Profiles;

/// <summary>Backblaze B2, through its S3-compatible API. Not measured: the suite has no account.</summary>
internal static class B2Profile
{
    private const string Docs = "https://www.backblaze.com/docs/";
    private const string Api = "https://www.backblaze.com/apidocs/";

    // The documentation states that Signature Version 4 is supported and refers to Amazon's for the details. It does not state what happens if a
    // signed header is not sent, or an unsigned one is. "S3 Put Object" does not list If-None-Match. It lists AES256 for SSE-B2, but "S3 Copy
    // Object", which freezes an upload, does not.
    public static ReadyMadeProfile ReadyMade { get; } = ReadyMadeProfile.Of(
        new()
        {
            Name = "b2",
            FormUpload = Capability.No,
            FormHeaders = Capability.No,
            Tags = Capability.No,
            VirtualHostAddressing = Capability.Yes,
            PathAddressing = Capability.Yes,
        },
        new(
            CapabilitySource.Documented("Post Object is not among the supported calls.", Docs + "cloud-storage-call-the-s3-compatible-api"),
            nameof(StoreProfile.FormUpload), nameof(StoreProfile.FormHeaders)),
        new(
            CapabilitySource.Documented("x-amz-tagging is rejected on Put Object and on Copy Object.", Api + "s3-copy-object"),
            nameof(StoreProfile.Tags)),
        new(
            CapabilitySource.Documented("The bucket may be in the host or in the path.", Docs + "cloud-storage-call-the-s3-compatible-api"),
            nameof(StoreProfile.VirtualHostAddressing), nameof(StoreProfile.PathAddressing)));
}
