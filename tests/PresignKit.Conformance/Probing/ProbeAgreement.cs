using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Probing;

/// <summary>The probe that applications run measures exactly what the store's profile says, and leaves nothing behind.</summary>
public abstract class ProbeAgreement(ConformanceStore store)
{
    /// <summary>What a probe cannot know better: capabilities that the store seems to have, and the profile does not claim on purpose.</summary>
    protected virtual IReadOnlyCollection<string> NotClaimed => [];

    /// <summary>What cannot be tried on a store that is configured so.</summary>
    protected abstract IReadOnlyCollection<string> NotTried { get; }

    /// <summary>What no profile speaks of and the store does not enforce (docs/probe.md); null: that was never measured.</summary>
    protected virtual IReadOnlyCollection<string>? NotEnforcedBeside => null;

    [Fact]
    public async Task Probe_Store_MeasuresWhatTheProfileSays()
    {
        var report = await store.Setup.ProbeAsync(cancellationToken: TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        Assert.Equal(NotClaimed, report.Capabilities.Where(c => c.IsOverstated || c.IsUnderstated).Select(c => c.Name));
        Assert.Empty(report.LeftBehind);

        if (NotEnforcedBeside is { } notEnforced)
        {
            Assert.Equal(notEnforced, report.Checks.Where(c => c.Outcome != ProbeOutcome.Enforced).Select(c => c.Name));
        }

        // So that an agreement is not one of silence.
        Assert.Equal(NotTried, report.Capabilities.Concat(report.Checks).Where(c => c.Outcome == ProbeOutcome.NotTried).Select(c => c.Name));
    }
}
