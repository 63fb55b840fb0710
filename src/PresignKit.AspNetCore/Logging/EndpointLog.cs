using Microsoft.Extensions.Logging;

namespace PresignKit.AspNetCore.Logging;

/// <summary>
/// What the endpoints log. No token, URL, file name, or other raw text of a client: the names of policies and stores are the
/// configured ones, and keys come from templates.
/// </summary>
internal static partial class EndpointLog
{
    [LoggerMessage(1, LogLevel.Information, "Opened a {Transport} slot of policy {Policy} for {Key} in store {Store}")]
    public static partial void SlotOpened(ILogger logger, UploadTransport transport, string policy, ObjectKey key, string store);

    [LoggerMessage(2, LogLevel.Information, "Refused a request: {Code}")]
    public static partial void RequestRefused(ILogger logger, string code);

    [LoggerMessage(3, LogLevel.Information, "Accepted the upload {Key} of policy {Policy} in store {Store}")]
    public static partial void UploadAccepted(ILogger logger, ObjectKey key, string policy, string store);

    [LoggerMessage(4, LogLevel.Warning, "Refused the upload {Key} of policy {Policy} in store {Store}: {Code}")]
    public static partial void UploadRefused(ILogger logger, ObjectKey key, string policy, string store, string code);

    [LoggerMessage(5, LogLevel.Error, "The store failed: {Code}")]
    public static partial void StoreFailed(ILogger logger, string code, Exception exception);

    [LoggerMessage(
        6,
        LogLevel.Warning,
        "The Data Protection keys are kept only in memory, so slot tokens become invalid when this process ends, and other instances "
        + "refuse them. Persist the key ring, for example with AddDataProtection().PersistKeysToFileSystem(...)")]
    public static partial void KeysAreEphemeral(ILogger logger);

    [LoggerMessage(
        7,
        LogLevel.Warning,
        "No Data Protection application name is set, so instances in other folders refuse each other's slot tokens. Set one with "
        + "AddDataProtection().SetApplicationName(...)")]
    public static partial void NoApplicationName(ILogger logger);

    [LoggerMessage(
        8,
        LogLevel.Warning,
        "The upload {Key} of policy {Policy} is accepted, but something else that its slot wrote to store {Store} could not be deleted: "
        + "{Code}. Deletion is retried when the slot is completed again")]
    public static partial void NotSettled(ILogger logger, ObjectKey key, string policy, string store, string code, Exception exception);

    [LoggerMessage(9, LogLevel.Information, "The application rejected the upload {Key} of policy {Policy} in store {Store}: {Code}")]
    public static partial void UploadRejected(ILogger logger, ObjectKey key, string policy, string store, string code);

    [LoggerMessage(
        10,
        LogLevel.Warning,
        "The upload {Key} of policy {Policy} is rejected, but it could not be deleted from store {Store}: {Code}. Deletion is retried when "
        + "the slot is completed again")]
    public static partial void NotDiscarded(ILogger logger, ObjectKey key, string policy, string store, string code, Exception exception);

    [LoggerMessage(
        11,
        LogLevel.Warning,
        "The slot {Key} of policy {Policy} has expired, but what it wrote to store {Store} could not be deleted: {Code}. Deletion is retried "
        + "when the slot is completed again")]
    public static partial void NotCleared(ILogger logger, ObjectKey key, string policy, string store, string code, Exception exception);

    [LoggerMessage(12, LogLevel.Error, "No slot can be opened: {Reason}")]
    public static partial void StoreNotReady(ILogger logger, string reason);

    [LoggerMessage(
        14,
        LogLevel.Information,
        "The slot {Key} has ended, but its sealed token could not be removed from store {Store}: {Code}. The next sweep removes it")]
    public static partial void TokenNotRemoved(ILogger logger, ObjectKey key, string store, string code, Exception exception);

    [LoggerMessage(
        15,
        LogLevel.Warning,
        "The slot {Key} was not opened, because its token could not be kept; its upload to store {Store} could not be aborted either: {Code}. "
        + "A lifecycle rule or a sweep aborts it")]
    public static partial void NotAborted(ILogger logger, ObjectKey key, string store, string code, Exception exception);

    [LoggerMessage(16, LogLevel.Warning, "Refused to sign a playlist: {Code}: {Reason}")]
    public static partial void PlaylistRefused(ILogger logger, string code, string reason);

    [LoggerMessage(17, LogLevel.Information, "The application has granted the playlist {Key}, which is not in the store")]
    public static partial void PlaylistMissing(ILogger logger, ObjectKey key);

    [LoggerMessage(
        18,
        LogLevel.Warning,
        "Refused to send the object {Key} as a decryption key: it is empty or has more than {Maximum} bytes. Store the key under it, or change what "
        + "ResolvePlaylistKeyAsync returns")]
    public static partial void PlaylistKeyRefused(ILogger logger, ObjectKey key, int maximum);

    [LoggerMessage(20, LogLevel.Error, "A request failed: {Code}")]
    public static partial void RequestFailed(ILogger logger, string code, Exception exception);

    [LoggerMessage(21, LogLevel.Error, "A request failed because of an exception in the application or in what it asked for")]
    public static partial void ApplicationFailed(ILogger logger, Exception exception);

    [LoggerMessage(13, LogLevel.Information, "Aborted the slot {Key} of policy {Policy} in store {Store} for its user")]
    public static partial void SlotAborted(ILogger logger, ObjectKey key, string policy, string store);
}
