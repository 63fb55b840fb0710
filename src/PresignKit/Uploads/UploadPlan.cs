using PresignKit.Policies;

namespace PresignKit.Uploads;

/// <summary>How uploads under a policy reach a store: the transport, and what it guarantees there. Created once per policy.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Transport">PUT or form POST.</param>
/// <param name="Guarantees">The guarantees of a slot without a checksum.</param>
/// <param name="Profile">The store's profile.</param>
/// <param name="Freezes">Whether completion copies a verified upload to a key that no slot can write.</param>
internal sealed record UploadPlan(UploadPolicy Policy, UploadTransport Transport, Guarantees Guarantees, StoreProfile Profile, bool Freezes)
{
    /// <summary>Whether uploads ask the store to refuse a second one. They do so even if the store is not known to support it.</summary>
    public bool RefusesExisting =>
        Transport == UploadTransport.Put && Policy.WriteOnce && Profile.CreateOnly != Capability.No;

    /// <summary>
    /// Chooses the first transport that meets every guarantee that the policy requires; null: none does, and the message says what is
    /// missing and how to proceed.
    /// </summary>
    public static UploadPlan? TryMake(UploadPolicy policy, StoreProfile profile, out string? refusal)
    {
        if (AttributeSupport.Missing(policy, profile) is { } missing)
        {
            refusal =
                $"Upload policy '{policy.Name}' requires {missing}, which store '{policy.StoreName}' (profile '{profile.Name}') is not known to support. "
                + $"{Advice(profile, missing)}, or remove it from the policy.";
            return null;
        }

        var refusals = new List<string>();
        var broken = GuaranteeKinds.None;
        foreach (var transport in Candidates(policy.Transport))
        {
            if (TryTransport(policy, profile, transport, refusals, ref broken) is { } plan)
            {
                refusal = null;
                return plan;
            }
        }

        var reasons = string.Join("; ", refusals);
        refusal =
            $"Upload policy '{policy.Name}' requires guarantees that store '{policy.StoreName}' (profile '{profile.Name}') does not enforce. {reasons}. "
            + $"{OtherTransport(policy, profile)}{Advice(profile, reasons)}."
            + (broken == GuaranteeKinds.None ? "" : $" To accept what is missing, set UploadPolicies:{policy.Name}:AllowUnenforced to \"{broken}\".");
        return null;
    }

    /// <summary>The guarantees of one slot: a checksum counts only if there is one.</summary>
    public Guarantees For(AcceptedUpload upload) => upload.ChecksumSha256 is null
        ? Guarantees
        : Guarantees with { Checksum = GuaranteeRules.Checksum(Profile) };

    /// <summary>What to do about the profile: what is unknown can be measured; what is known to be missing cannot be changed.</summary>
    private static string Advice(StoreProfile profile, string reasons) =>
        reasons.Contains($"is {nameof(Capability.Unknown)}", StringComparison.Ordinal)
            ? "Unknown means that it has not been measured: probe the store (presignkit probe, docs/probe.md) and use the profile that the probe prints, "
                + "or the ready-made profile for its kind"
            : $"If '{profile.Name}' is not the profile for this kind of store, use the one that is";

    private static UploadPlan? TryTransport(
        UploadPolicy policy, StoreProfile profile, UploadTransport transport, List<string> refusals, ref GuaranteeKinds allBroken)
    {
        if (transport == UploadTransport.Post && profile.FormUpload == Capability.No)
        {
            refusals.Add("POST: the store does not accept form uploads (FormUpload is No)");
            return null;
        }

        if (transport == UploadTransport.Post && AttributeSupport.MissingInForm(policy, profile) is { } dropped)
        {
            refusals.Add($"POST: {dropped}");
            return null;
        }

        var guarantees = GuaranteeRules.Of(policy, profile, transport);
        var freezes = GuaranteeRules.Freezes(policy, guarantees);
        guarantees = freezes ? GuaranteeRules.Frozen(guarantees) : guarantees;
        var broken = guarantees.Unenforced & GuaranteeRules.Required(policy) & ~policy.AllowUnenforced;
        if (broken == GuaranteeKinds.None)
        {
            return new(policy, transport, guarantees, profile, freezes);
        }

        allBroken |= broken;
        refusals.Add($"{transport.ToString().ToUpperInvariant()}: {GuaranteeRules.Explain(broken, transport, profile)}");
        return null;
    }

    // The policy itself may rule out the transport that meets everything.
    private static string OtherTransport(UploadPolicy policy, StoreProfile profile)
    {
        if (policy.Transport is not { } only)
        {
            return "";
        }

        var other = only == UploadTransport.Put ? UploadTransport.Post : UploadTransport.Put;
        var broken = GuaranteeKinds.None;
        return TryTransport(policy, profile, other, [], ref broken) is null
            ? ""
            : $"Remove UploadPolicies:{policy.Name}:Transport, so that {(other == UploadTransport.Post ? "a form" : "PUT")} is used. ";
    }

    private static UploadTransport[] Candidates(UploadTransport? configured) =>
        configured is { } transport ? [transport] : [UploadTransport.Put, UploadTransport.Post];
}
