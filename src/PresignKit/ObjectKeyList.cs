using System.Collections;
using System.Text;

namespace PresignKit;

/// <summary>
/// Many object keys in one piece of UTF-8, so that thousands of them need no string each. <c>IPresignedUrlIssuer.WriteDownloadUrlsAsync</c> signs such a list
/// without creating the keys, if the store's provider supports it. Use it on one thread at a time.
/// </summary>
public sealed class ObjectKeyList : IReadOnlyList<ObjectKey>
{
    private byte[] _text = [];
    private int[] _ends = [];
    private int _length;

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <summary>All keys in UTF-8, one after another without separators, not percent-encoded.</summary>
    public ReadOnlySpan<byte> Utf8 => _text.AsSpan(0, _length);

    /// <summary>Where each key ends in <see cref="Utf8"/>.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>How many bytes the list keeps.</summary>
    internal int Capacity => _text.Length + (sizeof(int) * _ends.Length);

    /// <summary>A key. It is created anew each time.</summary>
    /// <param name="index">The index.</param>
    public ObjectKey this[int index] => new(Encoding.UTF8.GetString(Get(index)));

    /// <summary>Adds a key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public void Add(ObjectKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var room = Claim(Encoding.UTF8.GetByteCount(key.Value));
        Encoding.UTF8.GetBytes(key.Value, room);
    }

    /// <summary>Removes all keys, and keeps the memory for others.</summary>
    public void Clear() => (_length, Count) = (0, 0);

    /// <inheritdoc/>
    public IEnumerator<ObjectKey> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds a key that has been checked: a folder, and what follows it.</summary>
    internal void AddChecked(ReadOnlySpan<byte> folder, ReadOnlySpan<byte> name)
    {
        var room = Claim(folder.Length + name.Length);
        folder.CopyTo(room);
        name.CopyTo(room[folder.Length..]);
    }

    /// <summary>A key in UTF-8.</summary>
    internal ReadOnlySpan<byte> Get(int index)
    {
        var ends = Ends;
        return Utf8[(index == 0 ? 0 : ends[index - 1])..ends[index]];
    }

    private Span<byte> Claim(int count)
    {
        if (_text.Length - _length < count)
        {
            Array.Resize(ref _text, Math.Max(2 * _text.Length, Math.Max(4096, _length + count)));
        }

        if (_ends.Length == Count)
        {
            Array.Resize(ref _ends, Math.Max(2 * Count, 64));
        }

        var room = _text.AsSpan(_length, count);
        _length += count;
        _ends[Count++] = _length;
        return room;
    }
}
