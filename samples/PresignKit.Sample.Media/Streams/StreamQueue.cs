using System.Threading.Channels;

namespace PresignKit.Sample.Media.Streams;

/// <summary>Wakes the worker. What is to be done stands in the catalog, so that a restart forgets nothing.</summary>
internal sealed class StreamQueue
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _wake.Writer.TryWrite(true);

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _wake.Reader.ReadAsync(cancellationToken);
}
