using System.Collections.Immutable;
using PresignKit.Providers;

namespace PresignKit.Uploads;

/// <summary>Which checksums of the transfer a store can be compared with.</summary>
internal static class TransferRule
{
    /// <summary>The algorithms, the preferred one first; empty: none.</summary>
    /// <param name="profile">The store's profile.</param>
    /// <param name="hasOther">
    /// Whether the file is sent in one request with another declared checksum (<see cref="Replaces"/>). Then that is the object's checksum, and S3
    /// computes no other (Amazon S3 User Guide, "Checking object integrity").
    /// </param>
    /// <param name="encryption">How uploads are encrypted: with a key service, an ETag is not an MD5 (Amazon S3 API Reference, "Object", ETag).</param>
    public static ImmutableArray<TransferChecksumAlgorithm> Algorithms(StoreProfile profile, bool hasOther, EncryptionRule encryption)
    {
        var algorithms = ImmutableArray.CreateBuilder<TransferChecksumAlgorithm>(2);
        if (profile.ComputesCrc64Nvme == Capability.Yes && !hasOther)
        {
            algorithms.Add(TransferChecksumAlgorithm.Crc64Nvme);
        }

        if (profile.ETagIsMd5 == Capability.Yes && encryption != EncryptionRule.KeyService)
        {
            algorithms.Add(TransferChecksumAlgorithm.Md5);
        }

        return algorithms.ToImmutable();
    }

    /// <summary>Whether a declared checksum is the object's instead of the one that the store computes.</summary>
    public static bool Replaces(FileChecksumAlgorithm? checksum, SlotMode mode) =>
        checksum is not (null or FileChecksumAlgorithm.Crc64Nvme) && mode != SlotMode.Multipart;
}
