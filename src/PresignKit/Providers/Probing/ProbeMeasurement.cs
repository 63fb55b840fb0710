namespace PresignKit;

/// <summary>One line of a probe's report.</summary>
/// <param name="Name">What was measured: the name of a capability of <see cref="StoreProfile"/>, or of another check.</param>
/// <param name="Outcome">The result.</param>
/// <param name="Evidence">One line: what was tried, and the status and error code of the store's answer. It contains no secret and no signature.</param>
public sealed record ProbeMeasurement(string Name, ProbeOutcome Outcome, string Evidence)
{
    /// <summary>What the store's profile says about the capability.</summary>
    /// <value>Null: it is not a capability of the profile.</value>
    public Capability? Declared { get; init; }

    /// <summary>Whether the profile says Yes, but the store does not enforce it: slots then report guarantees that are not kept.</summary>
    public bool IsOverstated => Declared == Capability.Yes && Outcome is (ProbeOutcome.NotEnforced or ProbeOutcome.Unsupported);

    /// <summary>Whether the profile says No or Unknown, but the store enforces it: slots then report less than the store guarantees.</summary>
    public bool IsUnderstated => Declared is (Capability.No or Capability.Unknown) && Outcome == ProbeOutcome.Enforced;
}
