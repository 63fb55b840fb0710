using PresignKit.S3.Http;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.Checks;

/// <summary>Compares the store's clock, according to the Date header of its answer, with the application's.</summary>
internal static class ClockInterpreter
{
    /// <summary>From this difference on, S3 refuses requests ("Error responses", RequestTimeTooSkewed).</summary>
    private static readonly TimeSpan Refused = TimeSpan.FromMinutes(15);

    /// <summary>Smaller differences may be due to network latency and the one-second resolution of a Date header.</summary>
    private static readonly TimeSpan Noticeable = TimeSpan.FromMinutes(1);

    public static StoreFinding? Read(PlainAnswer answer, DateTimeOffset now, S3StoreSettings settings)
    {
        if (answer.Date is not { } theirs || (now - theirs).Duration() < Noticeable)
        {
            return null;
        }

        var difference = (now - theirs).Duration();
        var (direction, consequence) = now > theirs
            ? ("ahead of", "URLs are refused as not yet valid")
            : ("behind", "URLs expire too early by that much");
        return new(
            FindingCodes.ClockSkewed,
            difference >= Refused ? FindingSeverity.Error : FindingSeverity.Warning,
            $"This machine's clock is {(int)difference.TotalMinutes} min {difference.Seconds} s {direction} the clock of store '{settings.Name}' "
                + $"({now:u} here, {theirs:u} there), so {consequence}. Synchronize the clocks (NTP).");
    }
}
