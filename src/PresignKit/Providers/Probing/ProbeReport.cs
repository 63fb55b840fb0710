using System.Collections.Immutable;
using PresignKit.Providers.Probing;
using PresignKit.Stores;

namespace PresignKit;

/// <summary>What a probe measured about one store. It is immutable, and contains no secret and no signature.</summary>
public sealed record ProbeReport
{
    /// <summary>Initializes the report.</summary>
    /// <param name="storeName">The store's name.</param>
    /// <param name="address">The address that was probed.</param>
    /// <param name="profile">The store's configured profile.</param>
    /// <param name="measurements">What was measured, by name; a capability that is not among them was not tried.</param>
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
                (Array.Find(all, m => m.Name == capability.Name) ?? new(capability.Name, ProbeOutcome.NotTried, "The store's provider does not measure it."))
                with { Declared = capability.Get(profile) }),
        ];
        Checks = [.. all.Where(m => !CapabilityTable.All.Any(capability => capability.Name == m.Name))];
    }

    /// <summary>The store's name.</summary>
    public string StoreName { get; }

    /// <summary>The address that was probed.</summary>
    public string Address { get; }

    /// <summary>The store's configured profile.</summary>
    public StoreProfile Profile { get; }

    /// <summary>Every capability of <see cref="StoreProfile"/>, in the order of declaration.</summary>
    public ImmutableArray<ProbeMeasurement> Capabilities { get; }

    /// <summary>
    /// What was measured in addition to the capabilities: whether signature, key, method, and expiry are enforced at all, and what no profile
    /// mentions.
    /// </summary>
    public ImmutableArray<ProbeMeasurement> Checks { get; }

    /// <summary>
    /// The conclusions: an error for every capability that the profile overstates, information for every one that it understates, and what
    /// the probe could not remove.
    /// </summary>
    /// <value>Empty: the profile says what was measured, and nothing was left behind.</value>
    public ImmutableArray<StoreFinding> Findings { get; init; } = [];

    /// <summary>What the probe wrote but could not remove: keys, and multipart uploads by key and id.</summary>
    /// <value>Empty.</value>
    public ImmutableArray<string> LeftBehind { get; init; } = [];

    /// <summary>
    /// The profile as measured, named after the store, such as <c>media-measured</c>: Yes if the store enforces a capability, No if it does not
    /// enforce or support it, and what <see cref="Profile"/> says if it was not tried, or if the store only claims it.
    /// </summary>
    public StoreProfile MeasuredProfile
    {
        get
        {
            var measured = Profile with { Name = $"{StoreName}-measured", UntilConfirmed = null };
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

    /// <summary>
    /// <see cref="MeasuredProfile"/> as JSON, to paste into the section of the store in configuration: <c>{ "Profile": { "Name": ... } }</c>.
    /// </summary>
    /// <returns>A JSON object.</returns>
    public string ToJson() => ProfileJson.Of(MeasuredProfile);

    /// <summary><see cref="MeasuredProfile"/> as a C# expression, to paste into an application. It needs no using directive.</summary>
    /// <returns>A few lines, <c>PresignKit.StoreProfile.Generic with { ... }</c>.</returns>
    public string ToCSharp() => ProfileSource.Of(MeasuredProfile);

    /// <summary>The report as a table of plain text, one line for each measurement.</summary>
    /// <returns>Text that is safe to print and to log.</returns>
    public override string ToString() => ProbeTable.Of(this);
}
