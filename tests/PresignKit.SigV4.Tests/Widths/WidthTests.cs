using System.Runtime.InteropServices;
using PresignKit.SigV4.Tests.Batching;
using PresignKit.SigV4.Tests.Hashing;
using PresignKit.SigV4.Tests.Hashing.Lanes;
using PresignKit.SigV4.Tests.Suites;

namespace PresignKit.SigV4.Tests.Widths;

/// <summary>
/// All vectors, and the tests of hashing and batches, where the processor has less than this one, and where the platform hashes: in
/// processes that are told so, since a process cannot change it once it runs.
/// </summary>
public class WidthTests
{
    // 1,058 golden URLs signed in three ways, 167 POST policies in four, and the rest; where no vectors are, 3,949 in all.
    private const int FewestTests = 3_900;

    [Theory]
    [InlineData(HashedBy.Vectors256)]
    [InlineData(HashedBy.Vectors128)]
    [InlineData(HashedBy.NoVectors)]
    [InlineData(HashedBy.Platform)]
    public async Task Vectors_InAProcessThatHashesSo_AllPass(HashedBy hashedBy)
    {
        if (hashedBy != HashedBy.Platform)
        {
            Assert.SkipUnless(
                RuntimeInformation.ProcessArchitecture == Architecture.X64,
                "Elsewhere than on x64 the platform hashes, whatever vectors there are.");
            Assert.SkipUnless(ThisProcess.WidestVectors >= hashedBy, $"{hashedBy}: the processor has no vectors so wide, or they are turned off.");
        }

        var run = await TestProcess.RunAsync(hashedBy, hashedBy, TestProcess.Everything, TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.True(run.Passed >= FewestTests, $"Only {run.Passed} tests passed.\n{run.Output}");
        // These assert from within that the process hashes so.
        Assert.True(run.PassedOf(typeof(WindowSignaturesTests)) == 2, run.Output);
        // A process that ran these would start others.
        Assert.DoesNotContain(run.Tests, test => test.Type == typeof(WidthTests).FullName);
        AssertSkippedNothingElse(hashedBy, run);
    }

    // The negative half: that assertion does fail where the process hashes otherwise, and the output says so.
    [Fact]
    public async Task Vectors_InAProcessThatHashesOtherwise_Fail()
    {
        var other = ThisProcess.HashedBy == HashedBy.Platform ? HashedBy.NoVectors : HashedBy.Platform;

        var run = await TestProcess.RunAsync(ThisProcess.HashedBy, told: other, TestProcess.OnlyWhatHashes, TestContext.Current.CancellationToken);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(nameof(WindowSignaturesTests.Hmac_InThisProcess_IsOursUnlessThePlatformComputes), run.Output, StringComparison.Ordinal);
    }

    // Five tests of lanes for each width that is off, one of the schedule where all are; and AWS's own suite where it is not at hand.
    private static void AssertSkippedNothingElse(HashedBy hashedBy, TestRun run)
    {
        var widest = hashedBy == HashedBy.Platform ? ThisProcess.WidestVectors : hashedBy;
        Assert.Equal(5 * (HashedBy.Vectors512 - widest), run.SkippedOf(typeof(LaneHashTests)));
        Assert.Equal(widest == HashedBy.NoVectors ? 1 : 0, run.SkippedOf(typeof(CompressionTests)));
        Assert.Equal(
            run.Tests.Count(test => test.Result == "Skip"),
            run.SkippedOf(typeof(LaneHashTests)) + run.SkippedOf(typeof(CompressionTests)) + run.SkippedOf(typeof(OfficialSuiteTests)));
    }
}
