namespace PresignKit;

/// <summary>
/// What one upload slot guarantees: which guarantees the store enforces, which completion verifies, and which are not enforced.
/// </summary>
/// <param name="Size">Who ensures that the object has the declared size, or at least one within the policy's limits.</param>
/// <param name="ContentType">Who ensures that the object is stored with the accepted content type.</param>
/// <param name="Checksum">Who ensures that the object's bytes have the declared checksum.</param>
/// <param name="WriteOnce">Who ensures that the slot cannot replace an existing object.</param>
/// <param name="Isolation">Who ensures that the slot reaches no other object.</param>
public sealed record Guarantees(
    GuaranteeLevel Size,
    GuaranteeLevel ContentType,
    GuaranteeLevel Checksum,
    GuaranteeLevel WriteOnce,
    GuaranteeLevel Isolation)
{
    /// <summary>
    /// Who ensures that the object's bytes are those that the client sent, if it reports their checksums when it completes the slot. That guards
    /// against what happens on the way, never against the client, which reports the checksums itself.
    /// </summary>
    /// <value><see cref="GuaranteeLevel.NotEnforced"/>. No policy requires it.</value>
    public GuaranteeLevel Transfer { get; init; } = GuaranteeLevel.NotEnforced;

    /// <summary>The guarantees that are not enforced, <see cref="Transfer"/> aside.</summary>
    public GuaranteeKinds Unenforced =>
        Flag(Size, GuaranteeKinds.Size)
        | Flag(ContentType, GuaranteeKinds.ContentType)
        | Flag(Checksum, GuaranteeKinds.Checksum)
        | Flag(WriteOnce, GuaranteeKinds.WriteOnce)
        | Flag(Isolation, GuaranteeKinds.Isolation);

    private static GuaranteeKinds Flag(GuaranteeLevel level, GuaranteeKinds kind) =>
        level == GuaranteeLevel.NotEnforced ? kind : GuaranteeKinds.None;
}
