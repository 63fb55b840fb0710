using PresignKit.LocalS3.Bodies;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Forms;

/// <summary>The start of a form, up to its file. Everything counts, also what belongs to no field (the names of fields, other headers of parts, text
/// before the first part), because nobody has proven who sends it.</summary>
internal sealed class HeadStream(Stream inner, int maximum) : ReadOnlyStream
{
    private int _read;
    private bool _isPassed;

    /// <summary>What follows is the file, which has other limits.</summary>
    public void Pass() => _isPassed = true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_isPassed && _read >= maximum)
        {
            throw new S3Exception(S3Errors.MaxPostPreDataLengthExceeded());
        }

        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (!_isPassed)
        {
            _read += read;
        }

        return read;
    }
}
