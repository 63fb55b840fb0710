using Microsoft.Extensions.Logging;

namespace PresignKit.LocalS3.Objects;

/// <summary>Log messages about stored objects. They name headers, never their values.</summary>
internal static partial class ObjectLog
{
    [LoggerMessage(20, LogLevel.Warning, "{Path}: the stored values of {Headers} contain characters that a response cannot carry, so they are left out. Upload "
        + "the object again, or copy it with new values")]
    public static partial void HeadersOmitted(ILogger logger, string path, string headers);
}
