using Microsoft.Extensions.Logging;

namespace PresignKit.S3.Credentials;

/// <summary>
/// Log messages about a store's credentials. Exceptions are described instead of logged, because their messages may contain output of a process or
/// service about credentials.
/// </summary>
internal static partial class CredentialLog
{
    [LoggerMessage(1, LogLevel.Information, "Store '{Store}' signs with {AccessKeyId} until {ExpiresAt}")]
    public static partial void Renewed(ILogger logger, string store, string accessKeyId, DateTimeOffset expiresAt);

    [LoggerMessage(8, LogLevel.Information, "Store '{Store}' signs with {AccessKeyId}, which does not expire")]
    public static partial void Permanent(ILogger logger, string store, string accessKeyId);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "{Code}: the credentials of store '{Store}' could not be renewed ({Reason}). The current ones are valid until {ExpiresAt}; the next attempt is "
            + "in {Pause}")]
    public static partial void NotRenewed(ILogger logger, string code, string store, string reason, DateTimeOffset? expiresAt, TimeSpan pause);

    [LoggerMessage(
        3,
        LogLevel.Error,
        "{Code}: the credentials of store '{Store}' could not be obtained ({Reason}), and nothing can be signed. The next attempt is in {Pause}")]
    public static partial void Over(ILogger logger, string code, string store, string reason, TimeSpan pause);

    [LoggerMessage(4, LogLevel.Error, "{Code}: the reloaded settings of store '{Store}' are invalid, so the previous ones stay in force. {Flaws}")]
    public static partial void NotReloaded(ILogger logger, string code, string store, string flaws);

    [LoggerMessage(5, LogLevel.Information, "Store '{Store}' now uses new access keys from its settings: {What}")]
    public static partial void Reloaded(ILogger logger, string store, string what);

    [LoggerMessage(6, LogLevel.Warning, "Changed settings of store '{Store}' take effect at the next start: {Settings}")]
    public static partial void NeedsRestart(ILogger logger, string store, string settings);

    [LoggerMessage(7, LogLevel.Warning, "Store '{Store}' keeps its current access keys: other changed settings show that the new ones belong to "
        + "another store ({Settings}). "
        + "They take effect together at the next start")]
    public static partial void KeysHeld(ILogger logger, string store, string settings);
}
