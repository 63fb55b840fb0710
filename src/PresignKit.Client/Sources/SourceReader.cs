namespace PresignKit.Client.Sources;

/// <summary>An open source. Readers are called by several parts at the same time.</summary>
internal abstract class SourceReader : IAsyncDisposable
{
    /// <summary>Whether reading at any offset is cheap.</summary>
    public abstract bool CanSeek { get; }

    /// <summary>Fills a buffer from an offset of the source.</summary>
    /// <exception cref="UploadException">The source has changed or cannot be read.</exception>
    public async ValueTask ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            while (buffer.Length > 0)
            {
                var read = await ReadSomeAsync(offset, buffer, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    throw new UploadException(
                        UploadErrorCodes.SourceChanged, $"The source ended at byte {offset}, before its declared size. Upload it again from the start.");
                }

                offset += read;
                buffer = buffer[read..];
            }
        }
        catch (Exception e) when (IsReadFailure(e, cancellationToken))
        {
            throw Unreadable(e);
        }
    }

    /// <summary>Checks that the source still is what was opened.</summary>
    /// <exception cref="UploadException">The source has changed or cannot be read.</exception>
    public virtual ValueTask CheckAsync(CancellationToken cancellationToken) => default;

    public abstract ValueTask DisposeAsync();

    internal static bool IsReadFailure(Exception e, CancellationToken cancellationToken) =>
        e is not UploadException && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested);

    internal static UploadException Unreadable(Exception e) =>
        new(UploadErrorCodes.SourceUnreadable, $"The source cannot be read: {e.Message}", e);

    internal static UploadException WrongSize(long declared, string found) =>
        new(UploadErrorCodes.SourceChanged, $"The source has {found} bytes, not the declared {declared}. Upload it again from the start.");

    /// <summary>Reads at least one byte, unless the source ends at the offset.</summary>
    protected abstract ValueTask<int> ReadSomeAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken);
}
