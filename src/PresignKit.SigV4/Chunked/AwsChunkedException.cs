namespace PresignKit.SigV4;

/// <summary>An aws-chunked body does not match its signatures or is malformed. Discard everything that was read of it.</summary>
public sealed class AwsChunkedException : IOException
{
    internal AwsChunkedException(AwsChunkedError error)
        : base($"The aws-chunked body was refused: {error}.")
    {
        Error = error;
    }

    /// <summary>What is wrong with the body.</summary>
    public AwsChunkedError Error { get; }
}
