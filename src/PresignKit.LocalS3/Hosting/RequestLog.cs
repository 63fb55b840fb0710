using Microsoft.Extensions.Logging;

namespace PresignKit.LocalS3.Hosting;

/// <summary>The log messages of the store. They contain method, path and result of a request, but never a query, header or credential.</summary>
internal static partial class RequestLog
{
    [LoggerMessage(1, LogLevel.Information, "LocalS3 is listening on {Endpoint} and stores objects in {Directory}")]
    public static partial void Started(ILogger logger, string endpoint, string directory);

    [LoggerMessage(2, LogLevel.Debug, "{Method} {Path}: {Status} [{RequestId}]")]
    public static partial void Answered(ILogger logger, string method, string path, int status, string requestId);

    [LoggerMessage(3, LogLevel.Information, "{Method} {Path}: {Status} {Code}: {Message} [{RequestId}]")]
    public static partial void Refused(ILogger logger, string method, string path, int status, string code, string message, string requestId);

    [LoggerMessage(4, LogLevel.Error, "{Method} {Path} failed [{RequestId}]")]
    public static partial void Failed(ILogger logger, Exception exception, string method, string path, string requestId);
}
