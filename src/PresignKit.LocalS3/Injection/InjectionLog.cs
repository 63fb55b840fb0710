using Microsoft.Extensions.Logging;

namespace PresignKit.LocalS3.Injection;

/// <summary>Log messages about injected faults, so that nobody looks for their cause elsewhere.</summary>
internal static partial class InjectionLog
{
    [LoggerMessage(30, LogLevel.Information, "{Operation} {Path}: injected fault: {Fault}")]
    public static partial void Injected(ILogger logger, LocalS3Operation operation, string path, LocalS3Fault fault);
}
