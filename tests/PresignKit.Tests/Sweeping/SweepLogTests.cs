using Microsoft.Extensions.Logging;
using PresignKit.Sweeping;

namespace PresignKit.Tests.Sweeping;

public sealed class SweepLogTests
{
    [Theory]
    [InlineData(false, 0, "Store 'media' was swept in a dry run: 1 would be deleted or aborted (70 bytes), 0 completed; kept: nothing")]
    [InlineData(true, 2, "Store 'media' was swept: 1 deleted or aborted (70 bytes), 0 completed; kept: 2 too-young")]
    public void Write_Report_SaysWhatWasRemovedAndKept(bool deleted, long kept, string expected)
    {
        var logger = new Lines();
        var report = new SweepReport
        {
            StoreName = "media",
            Deleted = deleted,
            StartedAt = DateTimeOffset.UnixEpoch,
            EndedAt = DateTimeOffset.UnixEpoch,
            Counts = [new(SweptKind.OpenUpload, 1, 70, kept, 0)],
            KeptByReason = kept == 0 ? new Dictionary<string, long>() : new Dictionary<string, long> { [SweepReasons.TooYoung] = kept },
            Kept = [],
            IsComplete = true,
            Notes = [],
        };

        SweepLog.Write(logger, report);

        Assert.Equal([expected], logger.Written);
    }

    private sealed class Lines : ILogger
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }
}
