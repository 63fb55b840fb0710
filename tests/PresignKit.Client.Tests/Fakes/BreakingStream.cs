namespace PresignKit.Client.Tests.Fakes;

/// <summary>A connection that breaks after some bytes.</summary>
internal sealed class BreakingStream(long after) : SinkStream
{
    private long _written;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        (_written += buffer.Length) > after ? throw new IOException("The connection was reset.") : default;
}
