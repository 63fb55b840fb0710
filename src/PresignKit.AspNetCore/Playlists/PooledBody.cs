using System.Buffers;

namespace PresignKit.AspNetCore.Playlists;

/// <summary>A response that is complete before its first byte is sent. Its pieces are pooled.</summary>
internal sealed class PooledBody : IBufferWriter<byte>, IDisposable
{
    private const int PieceSize = 256 * 1024;

    private readonly List<(byte[] Array, int Length)> _full = [];
    private byte[] _last = [];
    private int _used;

    public long Length { get; private set; }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_last.Length - _used), nameof(count));
        _used += count;
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_last.Length - _used < Math.Max(sizeHint, 1))
        {
            if (_last.Length > 0)
            {
                _full.Add((_last, _used));
            }

            _last = ArrayPool<byte>.Shared.Rent(Math.Max(sizeHint, PieceSize));
            _used = 0;
        }

        return _last.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public async Task WriteToAsync(Stream destination, CancellationToken cancellationToken)
    {
        foreach (var (array, length) in _full)
        {
            await destination.WriteAsync(array.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
        }

        await destination.WriteAsync(_last.AsMemory(0, _used), cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (var (array, _) in _full)
        {
            ArrayPool<byte>.Shared.Return(array);
        }

        _full.Clear();
        if (_last.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_last);
            _last = [];
        }
    }
}
