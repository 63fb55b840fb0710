using System.Collections.Concurrent;

namespace PresignKit.Client.Tests.Fakes;

/// <summary>Keeps every report, at once and in order.</summary>
internal sealed class ProgressLog : IProgress<UploadProgress>
{
    private readonly ConcurrentQueue<UploadProgress> _reports = [];

    public IReadOnlyList<UploadProgress> Reports => [.. _reports];

    public UploadProgress Last => _reports.Last();

    public void Report(UploadProgress value) => _reports.Enqueue(value);

    /// <summary>No number ever falls, and the last report says that all was sent.</summary>
    public void ShouldBeMonotonic(long total)
    {
        var reports = Reports;
        foreach (var (before, after) in reports.Zip(reports.Skip(1)))
        {
            Assert.True(after.BytesSent >= before.BytesSent, $"{before} then {after}");
            Assert.True(after.PartsSent >= before.PartsSent, $"{before} then {after}");
            Assert.True(after.Phase >= before.Phase, $"{before} then {after}");
            Assert.True(after.Retries >= before.Retries, $"{before} then {after}");
            Assert.True(after.ResumedBytes >= before.ResumedBytes, $"{before} then {after}");
        }

        Assert.Equal((total, total, UploadPhase.Completed), (Last.BytesSent, Last.TotalBytes, Last.Phase));
        Assert.Equal(Last.PartCount, Last.PartsSent);
        Assert.Equal(1, Last.Fraction);
    }
}
