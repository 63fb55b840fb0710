using Microsoft.Extensions.Logging;

namespace PresignKit.AspNetCore.Logging;

/// <summary>What the health check logs: findings, which contain no secret.</summary>
internal static partial class HealthLog
{
    [LoggerMessage(EventId = 20, Message = "Store {Store}: {Code}: {Finding}")]
    public static partial void Found(ILogger logger, LogLevel level, string store, string code, string finding);
}
