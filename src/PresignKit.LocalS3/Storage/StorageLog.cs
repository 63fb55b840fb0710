using Microsoft.Extensions.Logging;

namespace PresignKit.LocalS3.Storage;

/// <summary>The log messages of the storage. Keys are escaped, so that none of them can forge a line.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(10, LogLevel.Warning, "LocalS3 lost {What} in bucket {Bucket}: {Reason}. The record is now {Path}")]
    public static partial void Lost(ILogger logger, string what, string bucket, string reason, string path);

    [LoggerMessage(11, LogLevel.Warning, "LocalS3 cannot write to {Directory} and stores objects in {Fallback}. Set Directory to choose a folder")]
    public static partial void FellBack(ILogger logger, string directory, string fallback);

    [LoggerMessage(12, LogLevel.Warning, "LocalS3 leaves {Path} where it is: it contains files that LocalS3 did not create")]
    public static partial void LeftForeign(ILogger logger, string path);
}
