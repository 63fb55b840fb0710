using System.Buffers;
using System.Text;
using PresignKit.SigV4.Signing;
using PresignKit.SigV4.Templates;

namespace PresignKit.SigV4.Batching;

/// <summary>Signs the URLs of a batch whose objects have query parameters of their own, window by window.</summary>
internal ref struct ObjectBatchSigner
{
    private readonly SigningMoment _moment;
    private readonly PresignTemplate _template;
    private readonly ReadOnlySpan<NameValue> _common;
    private readonly PresignWindow _window;

    internal ObjectBatchSigner(SigningMoment moment, PresignTemplate template, ReadOnlySpan<NameValue> common)
    {
        _moment = moment;
        _template = template;
        _common = common;
        _window = PresignWindow.Rent();
        _window.Clear();
    }

    /// <summary>The index of the first object of the window.</summary>
    internal int First { get; private set; }

    /// <summary>The number of URLs in the window.</summary>
    internal readonly int Count => _window.Count;

    public readonly void Dispose() => PresignWindow.Return(_window);

    /// <summary>Signs the next window. Returns false if there are no more objects.</summary>
    internal bool Next(ReadOnlySpan<PresignObject> objects)
    {
        First += _window.Count;
        _window.Fill(_template, _common, objects[First..]);
        if (_window.Count == 0)
        {
            return false;
        }

        WindowSignatures.Write(_moment, _window);
        return true;
    }

    /// <summary>Returns one URL of the window.</summary>
    internal readonly string ToUrl(int index) =>
        string.Create(_window.ObjectUrlLength(index, _template), (_window, _template, index), static (text, state) =>
        {
            var (window, template, index) = state;
            Span<byte> bytes = text.Length <= 2048 ? stackalloc byte[2048] : new byte[text.Length];
            window.CopyObjectUrl(index, template, bytes);
            Ascii.ToUtf16(bytes[..text.Length], text, out _);
        });

    /// <summary>Writes the URLs of the window without separators.</summary>
    internal readonly void CopyTo(IBufferWriter<byte> destination)
    {
        var length = 0;
        for (var i = 0; i < Count; i++)
        {
            length += _window.ObjectUrlLength(i, _template);
        }

        var room = destination.GetSpan(length);
        for (var i = 0; i < Count; i++)
        {
            _window.CopyObjectUrl(i, _template, room);
            room = room[_window.ObjectUrlLength(i, _template)..];
        }

        destination.Advance(length);
    }

    /// <summary>Writes the URLs of the window, and calls <paramref name="before"/> before each of them.</summary>
    internal readonly void CopyTo(IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>> before)
    {
        for (var i = 0; i < Count; i++)
        {
            before(First + i, destination);
            var length = _window.ObjectUrlLength(i, _template);
            _window.CopyObjectUrl(i, _template, destination.GetSpan(length));
            destination.Advance(length);
        }
    }
}
