using System.Buffers;
using System.Globalization;

namespace PresignKit.Playlists;

/// <summary>The bytes of a playlist, in a pooled array.</summary>
internal readonly struct PlaylistContent : IDisposable
{
    private const int FirstSize = 64 * 1024;

    private readonly byte[] _array;
    private readonly int _length;

    private PlaylistContent(byte[] array, int length) => (_array, _length) = (array, length);

    public ReadOnlyMemory<byte> Bytes => _array.AsMemory(0, _length);

    /// <summary>Reads an object, but no more than one byte beyond the limit, and no more than its beginning if that is not the one of a playlist.</summary>
    /// <exception cref="PlaylistException">It is not a playlist, or it is larger.</exception>
    public static async ValueTask<PlaylistContent> ReadAsync(IObjectStore store, ObjectKey key, int maximum, CancellationToken cancellationToken)
    {
        var isManifest = UriScope.IsManifest(key.Value);
        var array = ArrayPool<byte>.Shared.Rent(Math.Min(FirstSize, maximum + 1));
        try
        {
            var stream = await store.OpenReadAsync(key, version: null, cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var length = 0;
                while (true)
                {
                    var room = Math.Min(array.Length, maximum + 1) - length;
                    var read = await stream.ReadAsync(array.AsMemory(length, room), cancellationToken).ConfigureAwait(false);
                    if (read == 0)
                    {
                        return new(array, length);
                    }

                    // Before its size is looked at: a film is not a playlist, whatever its size.
                    if (length < PlaylistStart.Length)
                    {
                        PlaylistStart.Check(array.AsSpan(0, Math.Min(length + read, PlaylistStart.Length)), isManifest);
                    }

                    length += read;
                    if (length > maximum)
                    {
                        throw TooLarge(maximum);
                    }

                    if (length == array.Length)
                    {
                        array = Grow(array);
                    }
                }
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(array);
            throw;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_array);

    private static byte[] Grow(byte[] array)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * array.Length);
        array.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(array);
        return larger;
    }

    private static PlaylistException TooLarge(int maximum) => new(
        PlaylistErrorCodes.PlaylistTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The playlist is larger than {maximum} bytes. Split it, or raise the grant's MaximumSize."));
}
