namespace PresignKit.Tests.Uploads;

/// <summary>
/// What the holder of a slot can do at a store that has exactly the capabilities of a profile, and misbehaves as badly as it can wherever
/// the profile does not say Yes. It is written from the meaning of the capabilities, not from the rules that it checks.
/// </summary>
internal sealed class AttackedStore(StoreProfile profile)
{
    /// <summary>What the holder changes.</summary>
    [Flags]
    public enum Attack
    {
        None = 0,
        OtherLength = 1,
        OtherType = 2,
        OtherBytes = 4,
        AddUnsignedCopy = 8,
        LeaveOutSignedHeaders = 16,
        SendAgainLater = 32,
    }

    /// <summary>Everything that a holder can change, alone and together.</summary>
    public static IReadOnlyList<Attack> Attacks { get; } =
        [.. Enumerable.Range(0, 1 << 6).Select(bits => (Attack)bits)];

    /// <summary>Sends one request, completes the slot, and sends it once more.</summary>
    public Damage Suffer(string mode, bool hasChecksum, Attack attack)
    {
        if (Receive(mode, hasChecksum, attack) is not { } stored)
        {
            return Damage.None;
        }

        var broken = Broken(stored);
        var isNoticed = stored.HasOtherSize || stored.HasOtherType;

        // Completion compares the size and the type of what it will hand over: the complete object of a part, or a copy that only the backend writes.
        // Until then the holder can replace what it wrote, so that nothing but completion can make an object write-once.
        var accepted = isNoticed ? GuaranteeKinds.None : broken;
        if (attack.HasFlag(Attack.SendAgainLater))
        {
            broken |= mode is "Part" or "Multipart" && profile.IsolatedPart == Capability.Yes ? GuaranteeKinds.None : GuaranteeKinds.WriteOnce;
            accepted |= mode is "Part" or "Multipart" && profile.IsolatedPart != Capability.Yes ? GuaranteeKinds.WriteOnce : GuaranteeKinds.None;
        }

        // Who reached another object has reached it, whatever completion says about the upload.
        accepted |= broken & GuaranteeKinds.Isolation;
        return new(broken, accepted);
    }

    private static GuaranteeKinds Broken(Stored stored) =>
        (stored.HasOtherSize ? GuaranteeKinds.Size : GuaranteeKinds.None)
        | (stored.HasOtherType ? GuaranteeKinds.ContentType : GuaranteeKinds.None)
        | (stored.HasOtherBytes ? GuaranteeKinds.Checksum : GuaranteeKinds.None)
        | (stored.ReachedAnotherObject ? GuaranteeKinds.Isolation : GuaranteeKinds.None);

    /// <summary>What the store stores; null: it refuses the request.</summary>
    private Stored? Receive(string mode, bool hasChecksum, Attack attack) => mode switch
    {
        "Part" => ReceivePart(hasChecksum, attack),

        // Nobody compares the checksum of a file with parts.
        "Multipart" => ReceivePart(hasChecksum: false, attack),
        "Put" => ReceivePut(hasChecksum, attack),
        _ => ReceiveForm(hasChecksum, attack),
    };

    private Stored? ReceivePut(bool hasChecksum, Attack attack)
    {
        if (attack.HasFlag(Attack.AddUnsignedCopy))
        {
            // The copy may be of an object of any size, and of one that happens to have the declared size and type.
            return profile.IsolatedPut == Capability.Yes ? null : Copied(attack);
        }

        var isBound = !attack.HasFlag(Attack.LeaveOutSignedHeaders) || profile.SignedHeaders == Capability.Yes;
        if (attack.HasFlag(Attack.LeaveOutSignedHeaders) && isBound)
        {
            return null;
        }

        return attack.HasFlag(Attack.OtherLength) && isBound && profile.SignedContentLength == Capability.Yes ? null
            : attack.HasFlag(Attack.OtherType) && isBound && profile.SignedContentType == Capability.Yes ? null
            : HasOtherBytes(attack) && isBound && hasChecksum && profile.ChecksumSha256 == Capability.Yes ? null
            : Sent(attack);
    }

    private Stored? ReceivePart(bool hasChecksum, Attack attack)
    {
        if (attack.HasFlag(Attack.AddUnsignedCopy))
        {
            return profile.IsolatedPart == Capability.Yes ? null : Copied(attack);
        }

        var isBound = !attack.HasFlag(Attack.LeaveOutSignedHeaders) || profile.SignedHeaders == Capability.Yes;
        if (attack.HasFlag(Attack.LeaveOutSignedHeaders) && isBound)
        {
            return null;
        }

        // The type of a part is not the object's.
        return attack.HasFlag(Attack.OtherLength) && isBound && profile.SignedContentLength == Capability.Yes ? null
            : HasOtherBytes(attack) && isBound && hasChecksum && profile.PartChecksum == Capability.Yes ? null
            : Sent(attack & ~Attack.OtherType);
    }

    private Stored? ReceiveForm(bool hasChecksum, Attack attack)
    {
        if (profile.FormUpload != Capability.Yes)
        {
            // Not even the key is known to be enforced.
            return Sent(attack) with { ReachedAnotherObject = true };
        }

        const Attack conditions = Attack.OtherLength | Attack.OtherType | Attack.AddUnsignedCopy | Attack.LeaveOutSignedHeaders;
        return (attack & conditions) != 0 ? null
            : HasOtherBytes(attack) && hasChecksum && profile.FormChecksum == Capability.Yes ? null
            : Sent(attack);
    }

    private static Stored Sent(Attack attack) =>
        new(attack.HasFlag(Attack.OtherLength), attack.HasFlag(Attack.OtherType), HasOtherBytes(attack), ReachedAnotherObject: false);

    private static Stored Copied(Attack attack) =>
        new(attack.HasFlag(Attack.OtherLength), attack.HasFlag(Attack.OtherType), HasOtherBytes: true, ReachedAnotherObject: true);

    private static bool HasOtherBytes(Attack attack) => (attack & (Attack.OtherBytes | Attack.OtherLength)) != 0;

    /// <summary>What an attack breaks.</summary>
    /// <param name="AtStore">The guarantees that the store let the attack break.</param>
    /// <param name="Unnoticed">Those of them that completion does not notice.</param>
    public readonly record struct Damage(GuaranteeKinds AtStore, GuaranteeKinds Unnoticed)
    {
        public static Damage None { get; }

        public static Damage operator |(Damage one, Damage other) => new(one.AtStore | other.AtStore, one.Unnoticed | other.Unnoticed);
    }

    private readonly record struct Stored(bool HasOtherSize, bool HasOtherType, bool HasOtherBytes, bool ReachedAnotherObject);
}
