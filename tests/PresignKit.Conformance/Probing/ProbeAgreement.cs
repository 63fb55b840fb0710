using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Probing;

/// <summary>The probe that applications run measures exactly what the store's profile claims, and leaves nothing behind.</summary>
public abstract class ProbeAgreement(ConformanceStore store)
{
    /// <summary>Capabilities that the store seems to have, but that the profile deliberately does not claim.</summary>
    protected virtual IReadOnlyCollection<string> NotClaimed => [];

    /// <summary>The capabilities that cannot be tried with the store's configuration.</summary>
    protected abstract IReadOnlyCollection<string> NotTried { get; }

    /// <summary>The checks outside the profile that the store does not enforce (docs/probe.md); null if they were never measured.</summary>
    protected virtual IReadOnlyCollection<string>? NotEnforcedChecks => null;

    [Fact]
    public async Task Probe_Store_MatchesProfile()
    {
        var report = await store.Setup.ProbeAsync(cancellationToken: TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        Assert.Equal(NotClaimed, report.Capabilities.Where(c => c.IsOverstated || c.IsUnderstated).Select(c => c.Name));
        Assert.Empty(report.LeftBehind);

        if (NotEnforcedChecks is { } notEnforced)
        {
            Assert.Equal(notEnforced, report.Checks.Where(c => c.Outcome != ProbeOutcome.Enforced).Select(c => c.Name));
        }

        // What was not tried must be listed, so that the profile and the report do not merely agree on nothing.
        Assert.Equal(NotTried, report.Capabilities.Concat(report.Checks).Where(c => c.Outcome == ProbeOutcome.NotTried).Select(c => c.Name));
    }
}
