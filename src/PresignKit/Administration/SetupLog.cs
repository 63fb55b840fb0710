using Microsoft.Extensions.Logging;

namespace PresignKit.Administration;

/// <summary>What the check at start logs: findings, which contain no secrets.</summary>
internal static partial class SetupLog
{
    [LoggerMessage(EventId = 1, Message = "{Code}: {Finding}")]
    public static partial void Found(ILogger logger, LogLevel level, string code, string finding);

    [LoggerMessage(2, LogLevel.Warning, "The stores could not be checked")]
    public static partial void CheckFailed(ILogger logger, Exception exception);
}
