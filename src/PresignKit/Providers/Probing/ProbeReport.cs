using System.Collections.Immutable;
using PresignKit.Providers.Probing;
using PresignKit.Stores;

namespace PresignKit;

/// <summary>What a probe measured of one store. Immutable; no part of it holds a secret or a signature.</summary>
public sealed record ProbeReport
{
    /// <summary>Makes a report.</summary>
    /// <param name="storeName">The store's name.</param>
    /// <param name="address">The address that was probed.</param>
    /// <param name="profile">The store's profile as it is configured.</param>
    /// <param name="measurements">What was measured, each by its name; a capability that is not among them was not tried.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ProbeReport(string storeName, string address, StoreProfile profile, IEnumerable<ProbeMeasurement> measurements)
    {
        ArgumentNullException.ThrowIfNull(storeName);
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(measurements);
        ProbeMeasurement[] all = [.. measurements];
        (StoreName, Address, Profile) = (storeName, address, profile);
        Capabilities =
        [
            .. CapabilityTable.All.Select(capability =>
                (Array.Find(all, m => m.Name == capability.Name) ?? new(capability.Name, ProbeOutcome.NotTried, "This store's provider does not measure it."))
                with { Declared = capability.Get(profile) }),
        ];
        Checks = [.. all.Where(m => !CapabilityTable.All.Any(capability => capability.Name == m.Name))];
    }

    /// <summary>The store's name.</summary>
    public string StoreName { get; }

    /// <summary>The address that was probed.</summary>
    public string Address { get; }

    /// <summary>The store's profile as it is configured.</summary>
    public StoreProfile Profile { get; }

    /// <summary>Every capability of <see cref="StoreProfile"/>, in its order.</summary>
    public ImmutableArray<ProbeMeasurement> Capabilities { get; }

    /// <summary>What was measured beside the capabilities: whether signature, key, method and expiry bind at all, and what no profile speaks of.</summary>
    public ImmutableArray<ProbeMeasurement> Checks { get; }

    /// <summary>
    /// What follows: an error for every promise that the profile makes and the store does not keep, information for every one it could
    /// make, and what the probe could not remove.
    /// </summary>
    /// <value>Empty: the profile is as was measured, and nothing was left behind.</value>
    public ImmutableArray<StoreFinding> Findings { get; init; } = [];

    /// <summary>What the probe wrote and could not remove: keys, and uploads in parts by key and id.</summary>
    /// <value>Empty.</value>
    public ImmutableArray<string> LeftBehind { get; init; } = [];

    /// <summary>
    /// The profile as measured, named after the store: Yes where the store enforces it, No where it does not or does not offer it, and
    /// what <see cref="Profile"/> says where nothing was tried.
    /// </summary>
    public StoreProfile MeasuredProfile
    {
        get
        {
            var measured = Profile with { Name = StoreName };
            for (var i = 0; i < Capabilities.Length; i++)
            {
                measured = CapabilityTable.All[i].Set(measured, Capabilities[i].Outcome switch
                {
                    ProbeOutcome.Enforced => Capability.Yes,
                    ProbeOutcome.NotEnforced or ProbeOutcome.Unsupported => Capability.No,
                    _ => Capabilities[i].Declared!.Value,
                });
            }

            return measured;
        }
    }

    /// <summary><see cref="MeasuredProfile"/> as a C# expression, to paste into the application.</summary>
    /// <returns>A few lines, <c>StoreProfile.Generic with { ... }</c>.</returns>
    public string ToCSharp() => ProfileSource.Of(MeasuredProfile);

    /// <summary>The report as a table of plain text, one line for each measurement.</summary>
    /// <returns>Text that is safe to print and to log.</returns>
    public override string ToString() => ProbeTable.Of(this);
}
