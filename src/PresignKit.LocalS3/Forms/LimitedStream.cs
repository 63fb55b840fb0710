using PresignKit.LocalS3.Bodies;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Forms;

/// <summary>A stream that fails the request as soon as more than the allowed number of bytes has been read.</summary>
internal sealed class LimitedStream(Stream inner, long maximum) : ReadOnlyStream
{
    private long _read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (FormReader.IsMalformed(exception))
        {
            // The multipart reader throws this if the body ends before the closing boundary.
            throw FormReader.Malformed();
        }

        _read += read;
        return _read <= maximum ? read : throw new S3Exception(S3Errors.EntityTooLarge(_read, maximum));
    }
}
