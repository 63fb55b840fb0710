using System.Collections.Immutable;
using PresignKit.Stores;

namespace PresignKit.Uploads;

/// <summary>What one guarantee rests on in one mode. It is never kept better than the weakest of these.</summary>
/// <param name="Guarantee">The guarantee.</param>
/// <param name="Mode">How the bytes reach the store.</param>
/// <param name="Enforced">The capabilities that the store needs, all of them, to enforce it; null: no store does in this mode.</param>
/// <param name="Verified">The capabilities that completion needs, all of them, to verify it; null: completion does not.</param>
internal sealed record GuaranteeBasis(GuaranteeKinds Guarantee, SlotMode Mode, ImmutableArray<string>? Enforced, ImmutableArray<string>? Verified)
{
    /// <summary>
    /// The same for a slot whose size nobody knows. A request signs one exact length or none, so that no store can limit it; only the range of a form can.
    /// </summary>
    public GuaranteeBasis OfUnknownSize => Guarantee == GuaranteeKinds.Size && Mode != SlotMode.Form ? this with { Enforced = null } : this;

    /// <summary>The level at a store.</summary>
    public GuaranteeLevel LevelAt(StoreProfile profile) =>
        Holds(Enforced, profile) ? GuaranteeLevel.EnforcedByStore
        : Holds(Verified, profile) ? GuaranteeLevel.VerifiedOnCompletion
        : GuaranteeLevel.NotEnforced;

    /// <summary>The capabilities that the store lacks to enforce it.</summary>
    public IEnumerable<CapabilityTable.Entry> MissingAt(StoreProfile profile) =>
        (Enforced ?? []).Select(CapabilityTable.Find).Where(capability => capability.Get(profile) != Capability.Yes);

    private static bool Holds(ImmutableArray<string>? capabilities, StoreProfile profile) =>
        capabilities is { } needed && needed.All(name => CapabilityTable.Find(name).Get(profile) == Capability.Yes);
}
