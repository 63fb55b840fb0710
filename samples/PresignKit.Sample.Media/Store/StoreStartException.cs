namespace PresignKit.Sample.Media.Store;

/// <summary>The sample cannot start with its store. The message says what to change and contains no secret.</summary>
internal sealed class StoreStartException(string message, Exception? innerException = null) : Exception(message, innerException);
