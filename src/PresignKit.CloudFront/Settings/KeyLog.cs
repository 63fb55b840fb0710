using Microsoft.Extensions.Logging;
using PresignKit.CloudFront.Keys;

namespace PresignKit.CloudFront.Settings;

/// <summary>What the log says about keys: their IDs, and never a key.</summary>
internal static partial class KeyLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Store '{Store}' now signs with key {Key}, because its settings were reloaded.")]
    public static partial void Reloaded(ILogger logger, string store, KeySet key);

    [LoggerMessage(
        EventId = 3,
        Level = LogLevel.Warning,
        Message = "Settings of store '{Store}' other than its keys have changed. Restart the application to apply them; until then, its keys stay in force.")]
    public static partial void NeedsRestart(ILogger logger, string store);

    [LoggerMessage(
        EventId = 2,
        Level = LogLevel.Error,
        Message = "{Code}: the reloaded settings of store '{Store}' are invalid, so its keys stay in force. {Flaws}")]
    public static partial void NotReloaded(ILogger logger, string code, string store, string flaws);
}
