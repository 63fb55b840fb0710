
namespace PresignKit.Conformance.MinIO;

/// <summary>
/// The profile leaves most capabilities Unknown, so there is no complete table to compare with. Everything that it claims must hold, and the
/// report is printed, so that a better profile can be written from it.
/// </summary>
public sealed class MinioProbeTests(MinioStore store)
{
    [Fact]
    public async Task Probe_Store_ConfirmsProfileAndLeavesNothing()
    {
        var report = await store.Running.Setup.ProbeAsync(cancellationToken: TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        Assert.DoesNotContain(report.Capabilities, c => c.IsOverstated);
        Assert.DoesNotContain(report.Checks, c => c.Outcome == ProbeOutcome.NotEnforced);
        Assert.Empty(report.LeftBehind);
    }
}
