namespace PresignKit.Client.Tests.Fakes;

/// <summary>A connection that stands still after some bytes.</summary>
internal sealed class StallingStream(long after) : SinkStream
{
    private long _written;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if ((_written += buffer.Length) > after)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }
}
