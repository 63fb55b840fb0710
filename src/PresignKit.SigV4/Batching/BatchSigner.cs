using System.Buffers;
using PresignKit.SigV4.Signing;
using PresignKit.SigV4.Templates;

namespace PresignKit.SigV4.Batching;

/// <summary>
/// Signs the URLs of a batch, window by window. What all have in common (method, query, headers) is a template.
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

    /// <summary>The index of the window's first key.</summary>
    internal int First { get; private set; }

    /// <summary>How many URLs the window has.</summary>
    internal readonly int Count => _window.Count;

    /// <summary>Signs the next window. False at the end of the keys.</summary>
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

    /// <summary>One of the window's URLs.</summary>
    internal readonly PresignedUrlParts Url(int index) => _window.Url(index, _template);

    /// <summary>Writes the window's URLs, one directly after the other.</summary>
    internal readonly void CopyTo(IBufferWriter<byte> destination) => _window.CopyTo(destination, _template);

    /// <summary>Writes the window's URLs, and before each of them what the caller wants there.</summary>
    internal readonly void CopyTo(IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>> before)
    {
        for (var i = 0; i < Count; i++)
        {
            before(First + i, destination);
            Url(i).CopyTo(destination);
        }
    }

    public readonly void Dispose() => PresignWindow.Return(_window);
}
