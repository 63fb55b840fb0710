using Microsoft.Extensions.Logging;

namespace PresignKit.Administration;

/// <summary>What the check at start logs: findings, which contain no secrets.</summary>
internal static partial class SetupLog
{
    [LoggerMessage(EventId = 1, Message = "{Code}: {Finding}")]
    public static partial void Found(ILogger logger, LogLevel level, string code, string finding);

    [LoggerMessage(
        3,
        LogLevel.Error,
        "Nothing that is signed for store '{Store}' limits anything ({Code}): slots of policies that require a guarantee are refused until a check finds "
            + "otherwise")]
    public static partial void Exposed(ILogger logger, string store, string code);

    [LoggerMessage(4, LogLevel.Information, "Store '{Store}' is no longer open to everybody: slots are opened again")]
    public static partial void Closed(ILogger logger, string store);

    [LoggerMessage(5, LogLevel.Information, "A probe has confirmed profile '{Profile}' of store '{Store}': it is in force now")]
    public static partial void ProfileConfirmed(ILogger logger, string profile, string store);

    [LoggerMessage(
        6,
        LogLevel.Error,
        "A probe has not confirmed profile '{Profile}' of store '{Store}' ({Capabilities}): for these, profile '{Instead}' stays in force")]
    public static partial void ProfileNotConfirmed(ILogger logger, string profile, string store, string capabilities, string instead);

    [LoggerMessage(
        7,
        LogLevel.Information,
        "Store '{Store}' is probed although StartupProbe is Off, because its profile '{Profile}' takes effect only after a probe has confirmed it")]
    public static partial void ProbedAllTheSame(ILogger logger, string store, string profile);

    [LoggerMessage(
        8,
        LogLevel.Warning,
        "The probe could not determine whether store '{Store}' keeps profile '{Profile}', so '{Instead}' stays in force; the next probe is in {Wait}")]
    public static partial void ProbedAgain(ILogger logger, string profile, string store, string instead, TimeSpan wait);

    [LoggerMessage(
        9,
        LogLevel.Information,
        "A probe has confirmed profile '{Profile}' of store '{Store}', and it is in force now, except for {Capabilities}, for which profile '{Instead}' "
            + "stays in force. No guarantee of a slot rests on these")]
    public static partial void ProfileConfirmedInPart(ILogger logger, string profile, string store, string capabilities, string instead);

    [LoggerMessage(2, LogLevel.Warning, "The stores could not be checked")]
    public static partial void CheckFailed(ILogger logger, Exception exception);
}
