using Microsoft.Extensions.Logging;

namespace PresignKit.S3.Credentials;

/// <summary>
/// What becomes of a store's credentials. Exceptions are described, not passed on: what a process or a service printed about credentials
/// belongs in no log.
/// </summary>
internal static partial class CredentialLog
{
    [LoggerMessage(1, LogLevel.Information, "Store '{Store}' signs with {AccessKeyId} until {ExpiresAt}")]
    public static partial void Renewed(ILogger logger, string store, string accessKeyId, DateTimeOffset? expiresAt);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "{Code}: the credentials of store '{Store}' could not be looked up ({Reason}). Those it has hold until {ExpiresAt}; the next attempt is in {Pause}")]
    public static partial void NotRenewed(ILogger logger, string code, string store, string reason, DateTimeOffset? expiresAt, TimeSpan pause);

    [LoggerMessage(
        3,
        LogLevel.Error,
        "{Code}: the credentials of store '{Store}' could not be looked up ({Reason}), and nothing can be signed. The next attempt is in {Pause}")]
    public static partial void Over(ILogger logger, string code, string store, string reason, TimeSpan pause);

    [LoggerMessage(4, LogLevel.Error, "{Code}: the settings of store '{Store}' were loaded again and are not sound, so those before stay in force. {Flaws}")]
    public static partial void NotReloaded(ILogger logger, string code, string store, string flaws);

    [LoggerMessage(5, LogLevel.Information, "Store '{Store}' has new keys from its settings: {What}")]
    public static partial void Reloaded(ILogger logger, string store, string what);

    [LoggerMessage(6, LogLevel.Warning, "Settings of store '{Store}' that changed take effect at the next start: {Settings}")]
    public static partial void NeedsRestart(ILogger logger, string store, string settings);

    [LoggerMessage(7, LogLevel.Warning, "Store '{Store}' keeps the keys it has: other settings say that the new ones are for another place ({Settings}). They take effect at the next start, together")]
    public static partial void KeysHeld(ILogger logger, string store, string settings);
}
