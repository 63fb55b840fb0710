using System.Globalization;

namespace PresignKit.AspNetCore.Problems;

/// <summary>The header that tells clients when to try again.</summary>
internal static class RetryAfter
{
    /// <summary>Whole seconds, rounded up: a client that waits so long is not too early. At least one.</summary>
    public static string Seconds(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
