
namespace PresignKit.S3.Profiles;

/// <summary>MinIO. Not measured: no server was available where PresignKit is developed.</summary>
internal static class MinioProfile
{
    private const string Docs = "https://docs.min.io/";

    // "S3 API Compatibility" (AIStor) lists If-None-Match for PutObject, but does not mention concurrent uploads. Whether unsigned x-amz-* headers
    // are refused is not documented.
    public static ReadyMadeProfile ReadyMade { get; } = ReadyMadeProfile.Of(
        new()
        {
            Name = "minio",
            FormUpload = Capability.Yes,
            Tags = Capability.Yes,
            VirtualHostAddressing = Capability.Yes,
            PathAddressing = Capability.Yes,
        },
        new(
            CapabilitySource.Documented(
                "PresignedPostPolicyAsync: a POST policy with an exact key, an exact Content-Type and a length range.",
                Docs + "enterprise/aistor-object-store/developers/sdk/dotnet/api"),
            nameof(StoreProfile.FormUpload)),
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
