namespace PresignKit;

/// <summary>
/// The honest report on one upload slot: which promises the store enforces, which completion verifies, and which nobody
/// keeps.
/// </summary>
/// <param name="Size">Whether the size is the declared one, or within the policy's limits.</param>
/// <param name="ContentType">Whether the stored content type is the accepted one.</param>
/// <param name="Checksum">Whether the bytes have the declared checksum.</param>
/// <param name="WriteOnce">Whether an object already under the key is safe from the slot.</param>
/// <param name="Isolation">Whether the slot can reach no other object.</param>
public sealed record Guarantees(
    GuaranteeLevel Size,
    GuaranteeLevel ContentType,
    GuaranteeLevel Checksum,
    GuaranteeLevel WriteOnce,
    GuaranteeLevel Isolation)
{
    /// <summary>The promises that nobody keeps.</summary>
    public GuaranteeKinds Unenforced =>
        Flag(Size, GuaranteeKinds.Size)
        | Flag(ContentType, GuaranteeKinds.ContentType)
        | Flag(Checksum, GuaranteeKinds.Checksum)
        | Flag(WriteOnce, GuaranteeKinds.WriteOnce)
        | Flag(Isolation, GuaranteeKinds.Isolation);

    private static GuaranteeKinds Flag(GuaranteeLevel level, GuaranteeKinds kind) =>
        level == GuaranteeLevel.NotEnforced ? kind : GuaranteeKinds.None;
}
