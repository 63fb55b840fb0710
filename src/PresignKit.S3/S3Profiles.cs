using PresignKit.Stores;

namespace PresignKit.S3;

/// <summary>The profiles of stores that speak S3. <see cref="StoreProfile.Generic"/> is the one that promises nothing.</summary>
public static class S3Profiles
{
    /// <summary>Amazon S3.</summary>
    /// <remarks>
    /// From its documentation: "Authenticating Requests: Using Query Parameters" (signed headers, unsigned <c>x-amz-*</c> headers
    /// refused), "Add preconditions to S3 operations with conditional requests" (If-None-Match), "Checking object integrity"
    /// (x-amz-checksum-sha256), "POST Object".
    /// </remarks>
    public static StoreProfile Aws { get; } = Everything("aws") with
    {
        // "Protecting data with server-side encryption", "Categorizing your storage using tags", "Understanding S3 storage classes".
        StoreManagedEncryption = Capability.Yes,
        KeyServiceEncryption = Capability.Yes,
        Tags = Capability.Yes,
        StorageClasses = Capability.Yes,
    };

    /// <summary>The embedded store of PresignKit.LocalS3, which says no where Amazon does; the conformance suite runs on it.</summary>
    public static StoreProfile Local { get; } = Everything("local");

    internal static IReadOnlyList<StoreProfile> All { get; } = [Aws, Local, StoreProfile.Generic];

    private static StoreProfile Everything(string name) => new()
    {
        Name = name,
        SignedContentType = Capability.Yes,
        SignedContentLength = Capability.Yes,
        CreateOnly = Capability.Yes,
        IsolatedPut = Capability.Yes,
        SignedHeaders = Capability.Yes,
        HeadUrls = Capability.Yes,
        FormUpload = Capability.Yes,
        ChecksumSha256 = Capability.Yes,
        VirtualHostAddressing = Capability.Yes,
        PathAddressing = Capability.Yes,
    };
}
