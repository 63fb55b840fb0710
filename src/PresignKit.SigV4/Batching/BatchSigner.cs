using System.Buffers;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Batching;

/// <summary>
/// Signs the URLs of a batch, window by window. What all have in common (method, query, headers) is written once; a canonical request is
/// then three copies: what comes before the key, the key, and what comes after it.
/// </summary>
internal ref struct BatchSigner
{
    private readonly SigningMoment _moment;
    private readonly ReadOnlySpan<byte> _origin;
    private readonly Utf8Buffer _common;
    private readonly PresignWindow _window;
    private readonly int _pathStart;
    private readonly int _headEnd;
    private readonly int _tailEnd;
    private readonly int _queryLength;

    internal BatchSigner(UrlPresigner presigner, in PresignBatch batch)
    {
        _moment = presigner.Identity.At(batch.SignedAt);
        _origin = presigner.Origin;
        _window = PresignWindow.Rent();
        _window.Clear();
        _common = Utf8Buffer.Rent();

        CanonicalRequest.AppendMethod(_common, batch.Method);
        _pathStart = _common.Length;
        presigner.AppendPathToKey(_common);
        _headEnd = _common.Length;
        _queryLength = presigner.AppendAfterPath(
            _common, _moment, batch.ExpiresIn, batch.Headers, batch.Query, batch.PayloadHash ?? PayloadHash.Unsigned);
        _tailEnd = _common.Length;

        var padding = _common.Claim(Sha256Padding.MaxLength);
        padding.Clear();
        padding[0] = Sha256Padding.End;
    }

    /// <summary>The index of the window's first key.</summary>
    internal int First { get; private set; }

    /// <summary>How many URLs the window has.</summary>
    internal readonly int Count => _window.Count;

    private readonly CommonParts Common => new()
    {
        Head = _common[.._headEnd],
        Tail = _common[_headEnd.._tailEnd],
        TailAndPadding = _common[_headEnd..],
    };

    /// <summary>Signs the next window. False at the end of the keys.</summary>
    internal bool Next(ReadOnlySpan<string> keys)
    {
        First += _window.Count;
        _window.Clear();
        var common = Common;
        for (var i = First; i < keys.Length && !_window.IsFull; i++)
            _window.Add(common, keys[i]);
        if (_window.Count == 0)
            return false;

        WindowSignatures.Write(_moment, _window);
        return true;
    }

    /// <summary>One of the window's URLs.</summary>
    internal readonly PresignedUrlParts Url(int index)
    {
        var pathAndQuery = _window.PathAndQuery(index, _pathStart, _queryLength);
        return new()
        {
            Origin = _origin,
            PathAndQuery = pathAndQuery,
            PathLength = pathAndQuery.Length - 1 - _queryLength,
            Ending = _window.Ending(index),
        };
    }

    /// <summary>Writes the window's URLs, one directly after the other.</summary>
    internal readonly void CopyTo(IBufferWriter<byte> destination)
    {
        var length = 0;
        for (var i = 0; i < Count; i++)
            length += Url(i).Length;

        var room = destination.GetSpan(length);
        for (var i = 0; i < Count; i++)
        {
            var url = Url(i);
            url.CopyTo(room);
            room = room[url.Length..];
        }

        destination.Advance(length);
    }

    /// <summary>Writes the window's URLs, and before each of them what the caller wants there.</summary>
    internal readonly void CopyTo(IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>> before)
    {
        for (var i = 0; i < Count; i++)
        {
            before(First + i, destination);
            Url(i).CopyTo(destination);
        }
    }

    public readonly void Dispose()
    {
        Utf8Buffer.Return(_common);
        PresignWindow.Return(_window);
    }
}
