namespace PresignKit.Client.Tests.Fakes;

/// <summary>A connection that needs a while for each write, and keeps what was written.</summary>
internal sealed class SlowStream(TimeSpan pause) : SinkStream
{
    private readonly MemoryStream _written = new();

    public byte[] ToArray() => _written.ToArray();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Delay(pause, cancellationToken);
        _written.Write(buffer.Span);
    }
}
