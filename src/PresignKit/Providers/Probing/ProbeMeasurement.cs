namespace PresignKit;

/// <summary>One line of a probe's report.</summary>
/// <param name="Name">What was measured: the name of one of <see cref="StoreProfile"/>'s capabilities, or of another check.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Evidence">One line: what was tried, and status and error code of the store's answer. No secret, no signature.</param>
public sealed record ProbeMeasurement(string Name, ProbeOutcome Outcome, string Evidence)
{
    /// <summary>What the store's profile says of the capability.</summary>
    /// <value>Null: it is none of the profile's.</value>
    public Capability? Declared { get; init; }

    /// <summary>How the profile differs from what was measured.</summary>
    public ProfileDifference Difference => (Declared, Outcome) switch
    {
        (Capability.Yes, ProbeOutcome.NotEnforced or ProbeOutcome.Unsupported) => ProfileDifference.PromisesTooMuch,
        (Capability.No or Capability.Unknown, ProbeOutcome.Enforced) => ProfileDifference.PromisesTooLittle,
        _ => ProfileDifference.None,
    };
}
