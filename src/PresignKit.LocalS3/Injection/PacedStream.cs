using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Injection;

/// <summary>Sends an answer slowly.</summary>
internal sealed class PacedStream(Stream inner, Pace pace) : WriteOnlyStream
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var length = pace.Limit(buffer.Length);
            await inner.WriteAsync(buffer[..length], cancellationToken).ConfigureAwait(false);
            await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
            await pace.PassAsync(length, cancellationToken).ConfigureAwait(false);
            buffer = buffer[length..];
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
}
