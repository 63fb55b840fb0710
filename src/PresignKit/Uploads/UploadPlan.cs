namespace PresignKit.Uploads;

/// <summary>How uploads under a policy reach a store: the transport, and what it promises there. Made once for each policy.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Transport">PUT or form POST.</param>
/// <param name="Guarantees">What holds for a slot without a checksum.</param>
/// <param name="Profile">The store's profile.</param>
/// <param name="Freezes">Whether completion copies a verified upload to where no slot can write.</param>
internal sealed record UploadPlan(UploadPolicy Policy, UploadTransport Transport, Guarantees Guarantees, StoreProfile Profile, bool Freezes)
{
    /// <summary>
    /// Chooses the first transport that keeps every promise; null where none does, with a message that says what is missing and
    /// how to proceed.
    /// </summary>
    public static UploadPlan? TryMake(UploadPolicy policy, StoreProfile profile, out string? refusal)
    {
        if (AttributeSupport.Missing(policy, profile) is { } missing)
        {
            refusal =
                $"Upload policy '{policy.Name}' asks for {missing}, which store '{policy.Store}' (profile '{profile.Name}') is not known to honour. "
                + $"{Advice(profile, missing)}, or leave it out of the policy.";
            return null;
        }

        var refusals = new List<string>();
        foreach (var transport in Candidates(policy.Transport))
        {
            if (transport == UploadTransport.Post && profile.FormUpload == Capability.No)
            {
                refusals.Add("POST: the store takes no form uploads (FormUpload is No)");
                continue;
            }

            if (transport == UploadTransport.Post && AttributeSupport.MissingInForm(policy, profile) is { } dropped)
            {
                refusals.Add($"POST: {dropped}");
                continue;
            }

            var guarantees = Promises.Of(policy, profile, transport);
            var freezes = Promises.Freezes(policy, guarantees);
            guarantees = freezes ? Promises.Frozen(guarantees) : guarantees;
            var broken = guarantees.Unenforced & Promises.Required(policy) & ~policy.AllowUnenforced;
            if (broken == GuaranteeKinds.None)
            {
                refusal = null;
                return new(policy, transport, guarantees, profile, freezes);
            }

            refusals.Add($"{transport.ToString().ToUpperInvariant()}: {Promises.Explain(broken, transport, profile)}");
        }

        var reasons = string.Join("; ", refusals);
        refusal =
            $"Upload policy '{policy.Name}' promises what store '{policy.Store}' (profile '{profile.Name}') does not keep. {reasons}. "
            + $"{Advice(profile, reasons)}, relax the policy, or list in AllowUnenforced what may go unkept.";
        return null;
    }

    /// <summary>Whether the store is asked to refuse a second upload. A store that is not known to be able to is asked all the same.</summary>
    public bool RefusesExisting =>
        Transport == UploadTransport.Put && Policy.WriteOnce && Profile.CreateOnly != Capability.No;

    /// <summary>What holds for one slot: a checksum counts only where there is one.</summary>
    public Guarantees For(AcceptedUpload upload) => upload.ChecksumSha256 is null
        ? Guarantees
        : Guarantees with { Checksum = Promises.Checksum(Profile) };

    /// <summary>What to do about the profile: what nobody has measured can be, what is known to be missing cannot be had.</summary>
    private static string Advice(StoreProfile profile, string reasons) =>
        reasons.Contains($"is {nameof(Capability.Unknown)}", StringComparison.Ordinal)
            ? "What is Unknown nobody has measured: probe the store (presignkit probe, docs/probe.md) and give it the profile that is printed, or the ready-made one of its kind"
            : $"Where '{profile.Name}' is not the profile of its kind, give the store that one";

    private static UploadTransport[] Candidates(UploadTransport? configured) =>
        configured is { } transport ? [transport] : [UploadTransport.Put, UploadTransport.Post];
}
