
namespace PresignKit.Conformance.MinIO;

/// <summary>
/// The profile leaves most capabilities Unknown, so there is no table to agree with: what it says Yes to has to hold, and the report, which is
/// printed, is what a better profile would be written from.
/// </summary>
public sealed class MinioProbe(MinioStore store)
{
    [Fact]
    public async Task Probe_Store_KeepsWhatTheProfileSaysAndNothingIsLeft()
    {
        var report = await store.Running.Setup.ProbeAsync(cancellationToken: TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        Assert.DoesNotContain(report.Capabilities, c => c.IsOverstated);
        Assert.DoesNotContain(report.Checks, c => c.Outcome == ProbeOutcome.NotEnforced);
        Assert.Empty(report.LeftBehind);
    }
}
