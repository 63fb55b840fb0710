namespace PresignKit.Sample.Media.Uploads;

/// <summary>The scanner has given no verdict. The upload stays, and the client can complete the slot again.</summary>
internal sealed class ClamAvException(string message, Exception? innerException = null) : Exception(message, innerException);
