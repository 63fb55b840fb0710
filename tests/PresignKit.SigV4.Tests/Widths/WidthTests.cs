using System.Runtime.InteropServices;
using PresignKit.SigV4.Tests.Batching;
using PresignKit.SigV4.Tests.Hashing;
using PresignKit.SigV4.Tests.Hashing.Lanes;
using PresignKit.SigV4.Tests.Suites;

namespace PresignKit.SigV4.Tests.Widths;

/// <summary>
/// All vectors, and the tests of hashing and batches, with narrower vectors than this processor's, and with hashing by the platform. They run
/// in separate processes, because a running process cannot change this.
/// </summary>
public class WidthTests
{
    // 1,058 golden URLs signed in three ways, 167 POST policies in four, and the rest: about 3,950 in total without vectors.
    private const int FewestTests = 3_900;

    [Theory]
    [InlineData(HashedBy.Vectors256)]
    [InlineData(HashedBy.Vectors128)]
    [InlineData(HashedBy.NoVectors)]
    [InlineData(HashedBy.Platform)]
    public async Task Vectors_InAProcessWithThisHashing_AllPass(HashedBy hashedBy)
    {
        if (hashedBy != HashedBy.Platform)
        {
            Assert.SkipUnless(
                RuntimeInformation.ProcessArchitecture == Architecture.X64,
                "On processors other than x64, the platform hashes, whatever vectors they have.");
            Assert.SkipUnless(ThisProcess.WidestVectors >= hashedBy, $"{hashedBy}: the processor has no vectors of this width, or they are turned off.");
        }

        var run = await TestProcess.RunAsync(hashedBy, hashedBy, TestProcess.Everything, TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.True(run.Passed >= FewestTests, $"Only {run.Passed} tests passed.\n{run.Output}");

        // These tests assert inside the process that it hashes this way.
        Assert.True(run.PassedOf(typeof(WindowSignaturesTests)) == 2, run.Output);

        // A process that ran these tests would start further processes.
        Assert.DoesNotContain(run.Tests, test => test.Type == typeof(WidthTests).FullName);
        AssertSkippedNothingElse(hashedBy, run);
    }

    // The negative counterpart: that assertion fails if the process hashes in another way, and the output shows it.
    [Fact]
    public async Task Vectors_InAProcessWithOtherHashing_Fail()
    {
        var other = ThisProcess.HashedBy == HashedBy.Platform ? HashedBy.NoVectors : HashedBy.Platform;

        var run = await TestProcess.RunAsync(ThisProcess.HashedBy, expected: other, TestProcess.OnlyWhatHashes, TestContext.Current.CancellationToken);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(nameof(WindowSignaturesTests.Hmac_InThisProcess_IsOursUnlessThePlatformHashes), run.Output, StringComparison.Ordinal);
    }

    // Six tests of lanes for each width that is turned off, one of the schedule if all are, and AWS's own suite if it was not found.
    private static void AssertSkippedNothingElse(HashedBy hashedBy, TestRun run)
    {
        var widest = hashedBy == HashedBy.Platform ? ThisProcess.WidestVectors : hashedBy;
        Assert.Equal(6 * (HashedBy.Vectors512 - widest), run.SkippedOf(typeof(LaneHashTests)));
        Assert.Equal(widest == HashedBy.NoVectors ? 1 : 0, run.SkippedOf(typeof(CompressionTests)));
        Assert.Equal(
            run.Tests.Count(test => test.Result == "Skip"),
            run.SkippedOf(typeof(LaneHashTests)) + run.SkippedOf(typeof(CompressionTests)) + run.SkippedOf(typeof(OfficialSuiteTests)));
    }
}
