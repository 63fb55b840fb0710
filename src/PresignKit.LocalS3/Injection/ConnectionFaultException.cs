namespace PresignKit.LocalS3.Injection;

/// <summary>Ends a request and its connection, because a fault says so.</summary>
internal sealed class ConnectionFaultException() : Exception("A fault has ended the connection.");
