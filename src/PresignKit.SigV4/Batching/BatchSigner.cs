using System.Buffers;
using PresignKit.SigV4.Signing;
using PresignKit.SigV4.Templates;

namespace PresignKit.SigV4.Batching;

/// <summary>
/// Signs the URLs of a batch, window by window. A template contains what they have in common: method, query, and headers.
/// </summary>
internal ref struct BatchSigner
{
    private readonly SigningMoment _moment;
    private readonly PresignTemplate _template;
    private readonly PresignWindow _window;

    internal BatchSigner(SigningMoment moment, PresignTemplate template)
    {
        _moment = moment;
        _template = template;
        _window = PresignWindow.Rent();
        _window.Clear();
    }

    /// <summary>The index of the first key of the window.</summary>
    internal int First { get; private set; }

    /// <summary>The number of URLs in the window.</summary>
    internal readonly int Count => _window.Count;

    public readonly void Dispose() => PresignWindow.Return(_window);

    /// <summary>Signs the next window. Returns false if there are no more keys.</summary>
    internal bool Next(ReadOnlySpan<string> keys)
    {
        First += _window.Count;
        _window.Fill(_template, keys[First..]);
        if (_window.Count == 0)
        {
            return false;
        }

        WindowSignatures.Write(_moment, _window);
        return true;
    }

    /// <summary>Signs the next window. Returns false if there are no more keys.</summary>
    internal bool Next(in Utf8Keys keys)
    {
        First += _window.Count;
        _window.Fill(_template, keys, First);
        if (_window.Count == 0)
        {
            return false;
        }

        WindowSignatures.Write(_moment, _window);
        return true;
    }

    /// <summary>Returns one URL of the window.</summary>
    internal readonly PresignedUrlParts Url(int index) => _window.Url(index, _template);

    /// <summary>Writes the URLs of the window without separators.</summary>
    internal readonly void CopyTo(IBufferWriter<byte> destination) => _window.CopyTo(destination, _template);

    /// <summary>Writes the URLs of the window, and calls <paramref name="before"/> before each of them.</summary>
    internal readonly void CopyTo(IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>> before)
    {
        for (var i = 0; i < Count; i++)
        {
            before(First + i, destination);
            Url(i).CopyTo(destination);
        }
    }
}
