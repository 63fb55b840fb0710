using Microsoft.Extensions.Logging;

namespace PresignKit.Sweeping;

/// <summary>What sweeps log: numbers, reasons, and keys, which are no secrets.</summary>
internal static partial class SweepLog
{
    public static void Write(ILogger logger, SweepReport report)
    {
        var reasons = report.KeptByReason.Count == 0 ? "nothing" : string.Join(", ", report.KeptByReason.Select(pair => $"{pair.Value} {pair.Key}"));
        if (report.Deleted)
        {
            Swept(logger, report.StoreName, report.Removed, report.RemovedBytes, report.Completed, reasons);
        }
        else
        {
            SweptDry(logger, report.StoreName, report.Removed, report.RemovedBytes, report.Completed, reasons);
        }

        foreach (var note in report.Notes)
        {
            Noted(logger, report.StoreName, note);
        }

        if (logger.IsEnabled(LogLevel.Debug))
        {
            foreach (var item in report.Kept.Where(item => item.Reason is not (SweepReasons.Accepted or SweepReasons.TooYoung)))
            {
                Kept(logger, report.StoreName, item.Kind, item.Key, item.Reason, item.Detail);
            }
        }
    }

    [LoggerMessage(
        1, LogLevel.Information, "Store '{Store}' was swept: {Removed} deleted or aborted ({Bytes} bytes), {Completed} completed; kept: {Kept}")]
    public static partial void Swept(ILogger logger, string store, long removed, long bytes, long completed, string kept);

    [LoggerMessage(
        2,
        LogLevel.Information,
        "Store '{Store}' was swept in a dry run: {Removed} would be deleted or aborted ({Bytes} bytes), {Completed} completed; kept: {Kept}")]
    public static partial void SweptDry(ILogger logger, string store, long removed, long bytes, long completed, string kept);

    [LoggerMessage(3, LogLevel.Warning, "Sweep of store '{Store}': {Note}")]
    public static partial void Noted(ILogger logger, string store, string note);

    [LoggerMessage(4, LogLevel.Debug, "Sweep of store '{Store}' kept {Kind} '{Key}': {Reason}. {Detail}")]
    public static partial void Kept(ILogger logger, string store, SweptKind kind, string key, string reason, string? detail);

    [LoggerMessage(5, LogLevel.Error, "The sweep of store '{Store}' failed; the next one is at {Next:u}")]
    public static partial void Failed(ILogger logger, Exception exception, string store, DateTimeOffset next);

    [LoggerMessage(6, LogLevel.Debug, "Another instance holds the lease for sweeping store '{Store}', or has swept it; the next attempt is at {Next:u}")]
    public static partial void Waits(ILogger logger, string store, DateTimeOffset next);

    [LoggerMessage(7, LogLevel.Warning, "The lease for sweeping store '{Store}' was lost, so the sweep was stopped; another instance can continue")]
    public static partial void Lost(ILogger logger, string store);

    [LoggerMessage(8, LogLevel.Warning, "The lease for sweeping store '{Store}' could not be renewed or released: {Failure}")]
    public static partial void LeaseFailed(ILogger logger, string store, string failure);
}
