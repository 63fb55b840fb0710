namespace PresignKit.Sample.Media.Streams;

/// <summary>No stream can ever be made of a video; it is still played as the file that it is.</summary>
internal sealed class StreamException(string message) : Exception(message);
