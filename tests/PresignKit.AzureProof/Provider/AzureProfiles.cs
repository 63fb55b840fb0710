
namespace PresignKit.AzureProof.Provider;

/// <summary>What Azure Blob Storage, and its emulator, enforce with a service SAS.</summary>
internal static class AzureProfiles
{
    /// <summary>Azure Blob Storage, according to its documentation; not measured.</summary>
    /// <remarks>
    /// "Create a service SAS" (string-to-sign: permissions, expiry, resource, and response headers, but not method, host, or request
    /// headers; permission <c>c</c> creates and does not overwrite). "Copy Blob From URL": the source must be public or have its own SAS,
    /// which the holder of a slot does not have; only the account key authorizes both source and destination ("Copy Blob").
    /// </remarks>
    public static StoreProfile Azure { get; } = new()
    {
        Name = "azure-blob",
        SignedContentType = Capability.No,
        SignedContentLength = Capability.No,
        SignedHeaders = Capability.No,
        HeadUrls = Capability.No,
        DownloadPartNumber = Capability.No,
        CreateOnly = Capability.Yes,
        IsolatedPut = Capability.Yes,
        IsolatedPart = Capability.No,
        PartUrlsEnd = Capability.No,
        FormUpload = Capability.No,
        FormHeaders = Capability.No,
        ChecksumSha256 = Capability.No,
        PartChecksum = Capability.No,
        FormChecksum = Capability.No,
        ETagIsMd5 = Capability.No,
        ComputesCrc64Nvme = Capability.No,
        StoreManagedEncryption = Capability.No,
        KeyServiceEncryption = Capability.No,
        Tags = Capability.No,
        StorageClasses = Capability.No,

        // "Copy Blob", x-ms-source-if-match.
        ConditionalCopy = Capability.Yes,
    };

    /// <summary>
    /// Azurite, measured: like Azure, but <c>x-ms-copy-source</c> with the address of another blob in the account copies that blob, even
    /// with only the permission to create.
    /// </summary>
    public static StoreProfile Azurite { get; } = Azure with { Name = "azurite", IsolatedPut = Capability.No };
}
