namespace PresignKit.Sample.Media.Store;

/// <summary>Why the sample cannot start with its store; the message says what to change, and no secret.</summary>
internal sealed class StoreStartException(string message, Exception? innerException = null) : Exception(message, innerException);
