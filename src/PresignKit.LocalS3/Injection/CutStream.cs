namespace PresignKit.LocalS3.Injection;

/// <summary>Sends the first bytes of an answer, and then ends the request.</summary>
internal sealed class CutStream(Stream inner, long bytes) : WriteOnlyStream
{
    // So that what was sent has left before the connection is reset. The network has no other clock than this one.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private long _left = bytes;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = (int)Math.Min(_left, buffer.Length);
        _left -= length;
        await inner.WriteAsync(buffer[..length], cancellationToken).ConfigureAwait(false);
        if (length < buffer.Length)
        {
            await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(Moment, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            throw new ConnectionFaultException();
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
}
