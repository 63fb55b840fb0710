using PresignKit.Providers;
using PresignKit.Stores;

namespace PresignKit.Uploads;

/// <summary>The guarantees of a plan's slots for which a checksum is declared, derived once for each algorithm that is.</summary>
/// <param name="Profile">The store's profile.</param>
/// <param name="Mode">How the bytes reach the store.</param>
/// <param name="Encryption">How uploads are encrypted.</param>
/// <param name="HasSize">Whether the size is declared.</param>
internal sealed record ChecksumGuarantees(StoreProfile Profile, SlotMode Mode, EncryptionRule Encryption, bool HasSize)
{
    private readonly Guarantees?[] _derived = new Guarantees?[Enum.GetValues<FileChecksumAlgorithm>().Length];

    /// <summary>Whether nothing that is signed limits anything at the store.</summary>
    public bool HoldsNothing { get; init; }

    /// <summary>The guarantees for a declared checksum.</summary>
    public Guarantees Of(FileChecksumAlgorithm algorithm) => HoldsNothing
        ? GuaranteeRules.None
        : _derived[(int)algorithm] ??= GuaranteeRules.Of(Profile, Mode, algorithm, Encryption, HasSize);
}
