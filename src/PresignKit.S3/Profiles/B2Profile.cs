
namespace PresignKit.S3.Profiles;

/// <summary>Backblaze B2, by its API that speaks S3. Not measured: the suite has no account.</summary>
internal static class B2Profile
{
    private const string Docs = "https://www.backblaze.com/docs/";
    private const string Api = "https://www.backblaze.com/apidocs/";

    // The documentation says that Signature Version 4 is taken, and leaves its details to Amazon's: what becomes of a header that was signed
    // and not sent, or sent and not signed, it does not say. "S3 Put Object" has no If-None-Match; it has AES256 for SSE-B2, which "S3 Copy Object",
    // with which an upload is frozen, has not.
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
            CapabilitySource.Documented("The bucket may stand in the host or in the path.", Docs + "cloud-storage-call-the-s3-compatible-api"),
            nameof(StoreProfile.VirtualHostAddressing), nameof(StoreProfile.PathAddressing)));
}
