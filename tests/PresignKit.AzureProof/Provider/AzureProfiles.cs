
namespace PresignKit.AzureProof.Provider;

/// <summary>What Azure Blob Storage enforces of a service SAS, and what its emulator does.</summary>
internal static class AzureProfiles
{
    /// <summary>Azure Blob Storage, from its documentation; nothing of it was measured.</summary>
    /// <remarks>
    /// "Create a service SAS" (string-to-sign: permissions, expiry, resource and response headers, but neither method, host nor
    /// request headers; permission <c>c</c> creates and does not overwrite). "Copy Blob From URL": the source has to be public or
    /// carry a SAS of its own, which the holder of a slot has not got; only the account's own key vouches for both ends ("Copy Blob").
    /// </remarks>
    public static StoreProfile Azure { get; } = new()
    {
        Name = "azure-blob",
        SignedContentType = Capability.No,
        SignedContentLength = Capability.No,
        SignedHeaders = Capability.No,
        HeadUrls = Capability.No,
        CreateOnly = Capability.Yes,
        IsolatedPut = Capability.Yes,
        FormUpload = Capability.No,
        FormHeaders = Capability.No,
        ChecksumSha256 = Capability.No,
        StoreManagedEncryption = Capability.No,
        KeyServiceEncryption = Capability.No,
        Tags = Capability.No,
        StorageClasses = Capability.No,

        // "Copy Blob", x-ms-source-if-match.
        ConditionalCopy = Capability.Yes,
    };

    /// <summary>
    /// Azurite, measured: like Azure, but <c>x-ms-copy-source</c> with the address of another blob of the account copies it, with no
    /// more than permission to create.
    /// </summary>
    public static StoreProfile Azurite { get; } = Azure with { Name = "azurite", IsolatedPut = Capability.No };
}
