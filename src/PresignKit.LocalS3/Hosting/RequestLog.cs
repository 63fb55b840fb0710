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

    [LoggerMessage(5, LogLevel.Warning, "LocalS3 listens on {Listen}: every machine that can reach this one can send requests to it, and objects, URLs "
        + "and signatures are sent without TLS. Use it only in networks that you trust, and set PublicEndpoint to an address that the other machines "
        + "reach")]
    public static partial void ListensBeyondThisMachine(ILogger logger, string? listen);

    [LoggerMessage(6, LogLevel.Warning, "LocalS3 only pretends to encrypt (PretendEncryption is true): requests for encryption succeed, but all objects "
        + "are stored unencrypted")]
    public static partial void PretendsEncryption(ILogger logger);

    [LoggerMessage(7, LogLevel.Warning, "LocalS3 can inject faults (Faults is set): requests may fail on purpose, and the log says which")]
    public static partial void InjectsFaults(ILogger logger);

    [LoggerMessage(4, LogLevel.Error, "{Method} {Path} failed [{RequestId}]")]
    public static partial void Failed(ILogger logger, Exception exception, string method, string path, string requestId);
}
