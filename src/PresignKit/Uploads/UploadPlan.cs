using System.Numerics;
using PresignKit.Policies;
using PresignKit.Stores;

namespace PresignKit.Uploads;

/// <summary>How uploads under a policy reach a store: the mode, and what it guarantees there. Created once per policy.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Mode">How the bytes reach the store.</param>
/// <param name="Guarantees">The guarantees of a slot for which no more is declared than the policy requires.</param>
/// <param name="Profile">The store's profile.</param>
internal sealed record UploadPlan(UploadPolicy Policy, SlotMode Mode, Guarantees Guarantees, StoreProfile Profile)
{
    /// <summary>How the holder sends the file.</summary>
    public UploadTransport Transport => TransportOf(Mode);

    /// <summary>Whether completion copies a verified upload to a key that no slot can write.</summary>
    public bool Freezes => Mode is SlotMode.Put or SlotMode.Form;

    /// <summary>Whether uploads ask the store to refuse a second one. They do so even if the store is not known to support it.</summary>
    public bool RefusesExisting => Mode == SlotMode.Put && Profile.CreateOnly != Capability.No;

    /// <summary>Whether the slot's binding is stored with the upload, and cannot be left out by its holder.</summary>
    public bool Binds => Mode != SlotMode.Put || Profile.SignedHeaders != Capability.No;

    /// <summary>The guarantees of a slot for which a checksum is declared.</summary>
    private ChecksumGuarantees WithChecksum { get; init; } = new(Profile, Mode, Policy.Attributes.Encryption, HasSize: true);

    /// <summary>How many of the guarantees that the policy requires are missing.</summary>
    private int Missing => BitOperations.PopCount((uint)(Guarantees.Unenforced & GuaranteeRules.Required(Policy)));

    /// <summary>How many guarantees one slot lacks: those that the policy requires, and that of a declared checksum.</summary>
    public int MissingFor(AcceptedUpload upload) => BitOperations.PopCount((uint)(For(upload).Unenforced
        & (GuaranteeRules.Required(Policy) | (upload.Checksum is null ? GuaranteeKinds.None : GuaranteeKinds.Checksum))));

    /// <summary>
    /// Chooses the mode that keeps most of the guarantees that the policy requires, the first of those that keep the same number, if the policy
    /// accepts that the others are missing; null: it does not, and the message says what is missing and how to proceed.
    /// </summary>
    public static UploadPlan? TryMake(UploadPolicy policy, StoreProfile profile, out string? refusal) =>
        TryMake(policy, profile, Candidates(policy.Transport), hasSize: true, out refusal);

    /// <summary>
    /// The same for files whose size nobody knows, sent by a transport. A PUT is one of the object, never of a part: a part whose length is not fixed could
    /// copy what upload-only credentials have uploaded before.
    /// </summary>
    public static UploadPlan? TryMakeOfUnknownSize(UploadPolicy policy, UploadTransport transport, StoreProfile profile, out string? refusal) =>
        TryMake(policy with { Transport = transport }, profile, [transport == UploadTransport.Post ? SlotMode.Form : SlotMode.Put], hasSize: false, out refusal)
            is { } plan
            ? plan with { Policy = policy }
            : null;

    /// <summary>The guarantees of one slot: a checksum counts only if there is one.</summary>
    public Guarantees For(AcceptedUpload upload) => upload.Checksum is { } checksum ? WithChecksum.Of(checksum.Algorithm) : Guarantees;

    /// <summary>
    /// The declared checksum that the request carries, or null. A SHA-256 is sent to any store by a PUT or a form; another only if the store is known to compare
    /// it, because one that does not know the header may refuse the request.
    /// </summary>
    public FileChecksum? Sent(FileChecksum? checksum) => checksum is not null && Signs(checksum.Algorithm) ? checksum : null;

    /// <inheritdoc cref="Sent"/>
    public bool Signs(FileChecksumAlgorithm algorithm) => Mode switch
    {
        SlotMode.Put => algorithm == FileChecksumAlgorithm.Sha256 || Compares(Profile.ChecksumSha256, algorithm),
        SlotMode.Form => algorithm == FileChecksumAlgorithm.Sha256 || Compares(Profile.FormChecksum, algorithm),
        SlotMode.Part => Compares(Profile.PartChecksum, algorithm),
        _ => false,
    };


    /// <summary>The same, at a store where nothing that is signed limits anything.</summary>
    public UploadPlan WithoutGuarantees() => this with { Guarantees = GuaranteeRules.None, WithChecksum = WithChecksum with { HoldsNothing = true } };

    private static UploadPlan? TryMake(UploadPolicy policy, StoreProfile profile, SlotMode[] candidates, bool hasSize, out string? refusal)
    {
        if (AttributeSupport.Missing(policy, profile) is { } missing)
        {
            refusal =
                $"Upload policy '{policy.Name}' requires {missing}, which store '{policy.StoreName}' (profile '{profile.Name}') is not known to support. "
                + $"{Advice(profile, missing)}, or remove this requirement from the policy.";
            return null;
        }

        var refusals = new List<string>();
        var broken = GuaranteeKinds.None;
        UploadPlan? best = null;
        foreach (var mode in candidates)
        {
            if (TryMode(policy, profile, mode, hasSize, refusals, ref broken) is { } plan && (best is null || plan.Missing < best.Missing))
            {
                best = plan;
            }
        }

        if (best is not null)
        {
            refusal = null;
            return best;
        }

        var reasons = string.Join("; ", refusals);
        refusal =
            $"Upload policy '{policy.Name}' requires guarantees that store '{policy.StoreName}' (profile '{profile.Name}') does not enforce. {reasons}. "
            + $"{OtherTransport(policy, profile)}{Advice(profile, reasons)}."
            + (broken == GuaranteeKinds.None ? "" : $" To accept what is missing, set UploadPolicies:{policy.Name}:AllowUnenforced to \"{broken}\".");
        return null;
    }

    /// <summary>What to do about the profile: what is unknown can be measured; what is known to be missing cannot be changed.</summary>
    private static string Advice(StoreProfile profile, string reasons) =>
        reasons.Contains($"is {nameof(Capability.Unknown)}", StringComparison.Ordinal)
            ? "Unknown means that it has not been measured: probe the store (presignkit probe, docs/probe.md) and use the profile that the probe prints, "
                + "or the ready-made profile for its kind"
            : $"If '{profile.Name}' is not the profile for this kind of store, use the one that is";

    private static UploadPlan? TryMode(
        UploadPolicy policy, StoreProfile profile, SlotMode mode, bool hasSize, List<string> refusals, ref GuaranteeKinds allBroken)
    {
        if (mode == SlotMode.Part && profile.IsolatedPart != Capability.Yes)
        {
            // Not a reason of its own: the other modes say what they lack.
            return null;
        }

        if (mode == SlotMode.Multipart && profile.IsolatedPart != Capability.Yes)
        {
            refusals.Add(
                $"{Name(mode)}: the store {(profile.IsolatedPart == Capability.No ? "does not limit" : "is not known to limit")} the holder of a part's URL to "
                + $"that part, and to the time until completion (IsolatedPart is {profile.IsolatedPart})");
            return null;
        }

        if (mode == SlotMode.Form && profile.FormUpload == Capability.No)
        {
            refusals.Add("POST: the store does not accept form uploads (FormUpload is No)");
            return null;
        }

        if (AttributeSupport.MissingIn(mode, policy, profile) is { } unsigned)
        {
            refusals.Add($"{Name(mode)}: {unsigned}");
            return null;
        }

        var guarantees = GuaranteeRules.Of(profile, mode, policy.RequiredChecksum, policy.Attributes.Encryption, hasSize);
        var broken = guarantees.Unenforced & GuaranteeRules.Required(policy) & ~policy.AllowUnenforced;
        if (broken == GuaranteeKinds.None)
        {
            return hasSize
                ? new(policy, mode, guarantees, profile)
                : new(policy, mode, guarantees, profile)
                {
                    WithChecksum = new(profile, mode, policy.Attributes.Encryption, HasSize: false),
                };
        }

        allBroken |= broken;
        refusals.Add($"{Name(mode)}: {GuaranteeRules.Explain(broken, mode, profile, policy.RequiredChecksum)}");
        return null;
    }

    private bool Compares(Capability sha256, FileChecksumAlgorithm algorithm) =>
        sha256 == Capability.Yes
        && (GuaranteeTable.CapabilityOf(algorithm) is not { } capability || CapabilityTable.Find(capability).Get(Profile) == Capability.Yes);

    // The policy itself may rule out the transport that meets everything.
    private static string OtherTransport(UploadPolicy policy, StoreProfile profile)
    {
        if (policy.Transport is not { } only || only == UploadTransport.Multipart || policy.AllowForms)
        {
            return "";
        }

        var other = only == UploadTransport.Put ? UploadTransport.Post : UploadTransport.Put;
        return !Candidates(other).Any(mode => Works(policy, profile, mode))
            ? ""
            : $"Remove UploadPolicies:{policy.Name}:Transport, so that {(other == UploadTransport.Post ? "a form" : "PUT")} is used. ";
    }

    private static bool Works(UploadPolicy policy, StoreProfile profile, SlotMode mode)
    {
        var broken = GuaranteeKinds.None;
        return TryMode(policy, profile, mode, hasSize: true, [], ref broken) is not null;
    }

    private static SlotMode[] Candidates(UploadTransport? configured) => configured switch
    {
        UploadTransport.Multipart => [SlotMode.Multipart],
        UploadTransport.Put => [SlotMode.Part, SlotMode.Put],
        UploadTransport.Post => [SlotMode.Form],
        _ => [SlotMode.Part, SlotMode.Put, SlotMode.Form],
    };

    private static UploadTransport TransportOf(SlotMode mode) => mode switch
    {
        SlotMode.Form => UploadTransport.Post,
        SlotMode.Multipart => UploadTransport.Multipart,
        _ => UploadTransport.Put,
    };

    private static string Name(SlotMode mode) => TransportOf(mode).ToString().ToUpperInvariant();
}
