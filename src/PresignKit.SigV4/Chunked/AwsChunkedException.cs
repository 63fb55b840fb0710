namespace PresignKit.SigV4;

/// <summary>An aws-chunked body is not what was signed, or no aws-chunked body. What was read of it so far is worth nothing.</summary>
public sealed class AwsChunkedException : IOException
{
    internal AwsChunkedException(AwsChunkedError error)
        : base($"The aws-chunked body is refused: {error}.")
    {
        Error = error;
    }

    /// <summary>What is wrong.</summary>
    public AwsChunkedError Error { get; }
}
