using System.Collections.Concurrent;
using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Stores;
using PresignKit.Uploads;

namespace PresignKit.Tests.Uploads;

/// <summary>
/// No guarantee is reported that the holder of a slot can break: for every combination of the capabilities that matter, every transport, and every
/// policy, against a store that misbehaves wherever its profile does not say Yes.
/// </summary>
public sealed class GuaranteeAttackTests
{
    private static readonly string[] Relevant =
    [
        nameof(StoreProfile.IsolatedPut), nameof(StoreProfile.IsolatedPart), nameof(StoreProfile.SignedContentLength),
        nameof(StoreProfile.SignedContentType), nameof(StoreProfile.SignedHeaders), nameof(StoreProfile.FormUpload),
        nameof(StoreProfile.ChecksumSha256), nameof(StoreProfile.PartChecksum), nameof(StoreProfile.FormChecksum),
    ];

    private static readonly FileChecksum Sha256 = FileChecksum.Create(FileChecksumAlgorithm.Sha256, new byte[32]);

    private static readonly Capability[] Values = Enum.GetValues<Capability>();

    private static readonly GuaranteeKinds[] Kinds =
        [GuaranteeKinds.Size, GuaranteeKinds.ContentType, GuaranteeKinds.Checksum, GuaranteeKinds.WriteOnce, GuaranteeKinds.Isolation];

    private static readonly SlotMode[] Modes = Enum.GetValues<SlotMode>();

    [Fact]
    public void For_EveryCapabilityAndPolicy_NoAttackBreaksWhatIsReported()
    {
        var policies = Policies([GuaranteeKinds.None, GuaranteeKinds.Isolation, GuaranteeKinds.Checksum, GuaranteeKinds.Isolation | GuaranteeKinds.Checksum]);

        AssertAll(Profiles(), profile => Flaws(policies, profile));
    }

    [Fact]
    public void For_EverySubsetOfAllowUnenforced_NoAttackBreaksWhatIsReported()
    {
        var policies = Policies([.. Enumerable.Range(0, 32).Select(bits => (GuaranteeKinds)bits)]);
        var sample = Profiles().Where((_, i) => i % 97 == 0);

        AssertAll(sample, profile => Flaws(policies, profile));
    }

    [Fact]
    public void Of_CapabilityWithdrawn_RaisesNoLevelOfAnyMode()
    {
        AssertAll(Profiles(), profile =>
            from mode in Modes
            from hasChecksum in new[] { false, true }
            let before = GuaranteeRules.Of(profile, mode, hasChecksum ? FileChecksumAlgorithm.Sha256 : null)
            from weaker in Weaker(profile)
            let after = GuaranteeRules.Of(weaker.Profile, mode, hasChecksum ? FileChecksumAlgorithm.Sha256 : null)
            from kind in Kinds
            where Level(after, kind) > Level(before, kind)
            select $"{mode}: {weaker.What} raises {kind} to {Level(after, kind)} ({profile})");
    }

    /// <summary>Whatever mode is chosen then.</summary>
    [Fact]
    public void TryMake_CapabilityWithdrawn_NeverKeepsMoreOfWhatThePolicyRequires()
    {
        var policies = Policies([GuaranteeKinds.Isolation | GuaranteeKinds.Checksum]);

        AssertAll(Profiles(), profile =>
            from policy in policies
            let before = Missing(policy, profile)
            from weaker in Weaker(profile)
            let after = Missing(policy, weaker.Profile)
            where after < before
            select $"{weaker.What} leaves {after} guarantees missing instead of {before} ({policy.Transport}, {profile})");
    }

    /// <summary>
    /// The report is not lower than it must be, either: what is not enforced can really be broken. (That a compared checksum also fixes the size
    /// is not counted.)
    /// </summary>
    [Fact]
    public void Of_EveryCapability_ReportsWhatTheAttacksLeave()
    {
        AssertAll(Profiles(), profile =>
            from mode in Modes
            let guarantees = GuaranteeRules.Of(profile, mode, FileChecksumAlgorithm.Sha256)
            from kind in Kinds
            let damage = Suffer(profile, mode, hasChecksum: kind == GuaranteeKinds.Checksum)
            let possible = !damage.AtStore.HasFlag(kind) ? GuaranteeLevel.EnforcedByStore
                : !damage.Unnoticed.HasFlag(kind) ? GuaranteeLevel.VerifiedOnCompletion
                : GuaranteeLevel.NotEnforced
            where mode is not (SlotMode.Part or SlotMode.Multipart) || profile.IsolatedPart == Capability.Yes
            where Level(guarantees, kind) != possible
            select $"{mode}: {kind} is reported as {Level(guarantees, kind)}, and the attacks leave {possible} ({profile})");
    }

    private static IEnumerable<string> Flaws(UploadPolicy[] policies, StoreProfile profile)
    {
        var suffered = new Dictionary<(SlotMode, bool), AttackedStore.Damage>();
        return policies.SelectMany(policy => Flaws(policy, profile, (mode, hasChecksum) =>
            suffered.TryGetValue((mode, hasChecksum), out var damage)
                ? damage
                : suffered[(mode, hasChecksum)] = Suffer(profile, mode, hasChecksum)));
    }

    private static IEnumerable<string> Flaws(UploadPolicy policy, StoreProfile profile, Func<SlotMode, bool, AttackedStore.Damage> suffer)
    {
        if (UploadPlan.TryMake(policy, profile, out _) is not { } plan)
        {
            yield break;
        }

        foreach (var checksum in policy.RequiredChecksum.IsEmpty ? new[] { null, Sha256 } : [Sha256])
        {
            var guarantees = plan.For(new("video/mp4", ".mp4", 1, checksum, StoredAttributes.None));
            var damage = suffer(plan.Mode, plan.Sent(checksum) is not null);
            foreach (var kind in Kinds)
            {
                var level = Level(guarantees, kind);
                if ((level == GuaranteeLevel.EnforcedByStore && damage.AtStore.HasFlag(kind))
                    || (level == GuaranteeLevel.VerifiedOnCompletion && damage.Unnoticed.HasFlag(kind))
                    || (level == GuaranteeLevel.NotEnforced && (GuaranteeRules.Required(policy) & ~policy.AllowUnenforced).HasFlag(kind)))
                {
                    yield return $"{plan.Mode}: {kind} is {level}, checksum {checksum}, {policy.Transport}, {policy.AllowUnenforced} ({profile})";
                }
            }
        }
    }

    private static AttackedStore.Damage Suffer(StoreProfile profile, SlotMode mode, bool hasChecksum)
    {
        var store = new AttackedStore(profile);
        var damage = AttackedStore.Damage.None;
        foreach (var attack in AttackedStore.Attacks)
        {
            damage |= store.Suffer(mode.ToString(), hasChecksum, attack);
        }

        return damage;
    }

    private static int Missing(UploadPolicy policy, StoreProfile profile) => UploadPlan.TryMake(policy, profile, out _) is { } plan
        ? Kinds.Count(kind => GuaranteeRules.Required(policy).HasFlag(kind) && plan.Guarantees.Unenforced.HasFlag(kind))
        : int.MaxValue;

    /// <summary>Each profile that says No or Unknown to one thing that this one says Yes to.</summary>
    private static IEnumerable<(string What, StoreProfile Profile)> Weaker(StoreProfile profile) =>
        from name in Relevant
        let capability = CapabilityTable.Find(name)
        where capability.Get(profile) == Capability.Yes
        from value in new[] { Capability.No, Capability.Unknown }
        select ($"{name} = {value}", capability.Set(profile, value));

    private static IEnumerable<StoreProfile> Profiles()
    {
        var count = (int)Math.Pow(Values.Length, Relevant.Length);
        for (var number = 0; number < count; number++)
        {
            var profile = StoreProfile.Generic with { CreateOnly = Values[number % Values.Length], ConditionalCopy = Values[number / 7 % Values.Length] };
            var digits = number;
            foreach (var name in Relevant)
            {
                profile = CapabilityTable.Find(name).Set(profile, Values[digits % Values.Length]);
                digits /= Values.Length;
            }

            yield return profile;
        }
    }

    private static UploadPolicy[] Policies(GuaranteeKinds[] allowed) =>
    [
        .. from transport in new UploadTransport?[] { null, UploadTransport.Put, UploadTransport.Post, UploadTransport.Multipart }
           from requires in new[] { false, true }
           from allow in allowed
           select Policy(transport, requires, allow),
    ];

    private static UploadPolicy Policy(UploadTransport? transport, bool requiresChecksum, GuaranteeKinds allowed)
    {
        var options = new UploadPolicyOptions { MaximumSize = 5000, Transport = transport, AllowUnenforced = allowed };
        options.RequiredChecksum = requiresChecksum ? [FileChecksumAlgorithm.Sha256] : [];
        options.AllowedContentTypes.Add("video/mp4");
        return PolicyBuilder.Build("p", options, "media", [])!;
    }

    private static GuaranteeLevel Level(Guarantees guarantees, GuaranteeKinds kind) => kind switch
    {
        GuaranteeKinds.Size => guarantees.Size,
        GuaranteeKinds.ContentType => guarantees.ContentType,
        GuaranteeKinds.Checksum => guarantees.Checksum,
        GuaranteeKinds.WriteOnce => guarantees.WriteOnce,
        _ => guarantees.Isolation,
    };

    private static void AssertAll(IEnumerable<StoreProfile> profiles, Func<StoreProfile, IEnumerable<string>> flawsOf)
    {
        var flaws = new ConcurrentQueue<string>();
        Parallel.ForEach(profiles, (profile, loop) =>
        {
            foreach (var flaw in flawsOf(profile))
            {
                flaws.Enqueue(flaw);
                loop.Stop();
            }
        });
        Assert.Empty(flaws.Take(5));
    }
}
