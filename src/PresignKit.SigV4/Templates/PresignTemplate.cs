using System.Buffers.Binary;
using System.Text;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Templates;

/// <summary>
/// What the canonical requests of one second that differ only in the object key have in common: the text before and after the key, written
/// once. Writing the request for an object then takes three copies, and it is already padded for SHA-256. Immutable.
/// </summary>
internal sealed partial class PresignTemplate
{
    private readonly string _method;
    private readonly TimeSpan _expiresIn;
    private readonly string? _payloadHash;
    private readonly NameValue[] _headers;
    private readonly NameValue[] _query;

    // Head, tail, and then the longest padding of SHA-256 without the length.
    private readonly byte[] _bytes;
    private readonly int _headLength;
    private readonly int _tailLength;
    private readonly int _queryLength;
    private readonly byte[] _urlStart;
    private readonly byte[] _urlQuery;

    // Indexed by where in a block the key ends. Created on demand and never replaced: keys whose lengths differ by 64 would evict each other's
    // entry again and again. Racing threads may create an entry twice, or lose one; all are correct.
    private KnownEnding?[]? _endings;

    internal PresignTemplate(CanonicalLayout layout, SigningMoment moment, in PresignRequest request)
    {
        (_method, _expiresIn, _payloadHash) = (request.Method, request.Lifetime, request.PayloadHash);
        (_headers, _query) = (request.Headers.ToArray(), request.Query.ToArray());

        var buffer = Utf8Buffer.Rent();
        var places = layout.Append(buffer, moment.Parameters, request, PresignTarget.BucketWithSlash);
        _headLength = places.PathEnd;
        _tailLength = buffer.Length - _headLength;
        _queryLength = places.QueryEnd - _headLength;

        _bytes = new byte[buffer.Length + Sha256Padding.MaxLength];
        buffer.Written.CopyTo(_bytes);
        _bytes[buffer.Length] = Sha256Padding.End;
        _urlStart = [.. layout.Origin, .. buffer[places.Path]];
        var query = buffer.Length;
        PresignedUrlParts.AppendQuery(buffer, places.Query);
        _urlQuery = [.. buffer[query..]];
        Utf8Buffer.Return(buffer);
    }

    /// <summary>Where the key starts in each canonical request.</summary>
    internal int KeyStart => _headLength;

    /// <summary>The part of each URL before the key.</summary>
    internal ReadOnlySpan<byte> UrlStart => _urlStart;

    /// <summary>The part of each URL after the key, up to the signature.</summary>
    internal ReadOnlySpan<byte> UrlQuery => _urlQuery;

    private ReadOnlySpan<byte> Head => _bytes.AsSpan(0, _headLength);

    private ReadOnlySpan<byte> Tail => _bytes.AsSpan(_headLength, _tailLength);

    // Always copied as a whole, like the start of most heads: copying a constant length is fastest.
    private ReadOnlySpan<byte> FirstOfTail => _bytes.AsSpan(_headLength, Sha256Constants.BlockSize);

    private ReadOnlySpan<byte> TailAndPadding => _bytes.AsSpan(_headLength);

    /// <summary>Whether a request differs only in its target.</summary>
    internal bool Fits(in PresignRequest request) =>
        request.Lifetime == _expiresIn
        && request.Method == _method
        && request.PayloadHash == _payloadHash
        && Same(request.Headers, _headers)
        && Same(request.Query, _query);

    /// <summary>Appends the canonical request for an object and its padding. Returns where its key ends and its length without the padding.</summary>
    internal (int KeyEnd, int Length) Append(Utf8Buffer buffer, string key)
    {
        ThrowIfNoKey(key);
        var keyLength = UriEncoding.IsPlain(key) ? AppendPlain(buffer, key) : AppendEscaped(buffer, key);
        return (_headLength + keyLength, _headLength + keyLength + _tailLength);
    }

    /// <summary>
    /// Appends the canonical request for an object with further query parameters, which sort after those of the signature, and its padding. Returns where
    /// its key and its query end, and its length without the padding.
    /// </summary>
    /// <param name="buffer">Receives the request.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="common">The parameters of all objects.</param>
    /// <param name="query">The parameters of this object.</param>
    /// <param name="similar">The parameters of the previous object, if they were sorted; becomes those of this one, if they are.</param>
    internal (int KeyEnd, int QueryEnd, int Length) Append(
        Utf8Buffer buffer, string key, ReadOnlySpan<NameValue> common, ReadOnlySpan<NameValue> query, ref ReadOnlySpan<NameValue> similar)
    {
        ThrowIfNoKey(key);
        var start = buffer.Length;
        buffer.Append(Head);
        UriEncoding.AppendKey(buffer, key);
        var keyEnd = buffer.Length - start;
        buffer.Append(Tail[.._queryLength]);
        if (CanonicalQuery.AppendAfterSignature(buffer, common, query, similar))
        {
            similar = query;
        }

        var queryEnd = buffer.Length - start;
        buffer.Append(Tail[_queryLength..]);
        var length = buffer.Length - start;
        Sha256Padding.Fill(buffer.Claim(Sha256Padding.PaddedLength(length) - length), length);
        return (keyEnd, queryEnd, length);
    }

    /// <summary>
    /// Appends the canonical request for an object up to the end of the block in which its key ends, and returns where the key ends. The rest
    /// is the same for all keys that end there: <see cref="EndingAfter"/>.
    /// </summary>
    internal int AppendBeginning(Utf8Buffer buffer, string key)
    {
        ThrowIfNoKey(key);
        if (!UriEncoding.IsPlain(key))
        {
            return AppendEscapedBeginning(buffer, key);
        }

        var keyEnd = _headLength + key.Length;
        var message = buffer.Claim(Sha256Padding.WholeBlocks(keyEnd), spare: Sha256Constants.BlockSize);
        CopyHead(message);
        Ascii.FromUtf16(key, message[_headLength..], out _);
        FirstOfTail.CopyTo(message[keyEnd..]);
        return keyEnd;
    }

    /// <summary>
    /// Returns what <see cref="AppendBeginning(Utf8Buffer, string)"/> omits from a canonical request whose key ends there, with its padding. Null if the entry
    /// is already used for keys that end at the same position of another block.
    /// </summary>
    internal KnownBlocks? EndingAfter(int keyEnd)
    {
        var endings = Volatile.Read(ref _endings);
        if (endings is null)
        {
            Volatile.Write(ref _endings, endings = new KnownEnding?[Sha256Constants.BlockSize]);
        }

        ref var slot = ref endings[keyEnd % Sha256Constants.BlockSize];
        var ending = Volatile.Read(ref slot);
        if (ending is null)
        {
            Volatile.Write(ref slot, ending = new(keyEnd, MakeEnding(keyEnd)));
        }

        return ending.KeyEnd == keyEnd ? ending.Blocks : null;
    }

    // All keys were checked before the first was signed. But the array belongs to the caller, who may change it in the meantime, and a URL
    // without a key is a URL for the bucket, which lists all objects.
    private static void ThrowIfNoKey(string key) => ArgumentException.ThrowIfNullOrEmpty(key);

    private KnownBlocks MakeEnding(int keyEnd)
    {
        var length = keyEnd + _tailLength;
        var blocks = new byte[Sha256Padding.PaddedLength(length) - Sha256Padding.WholeBlocks(keyEnd)];
        var text = Tail[(Sha256Padding.WholeBlocks(keyEnd) - keyEnd)..];
        text.CopyTo(blocks);
        Sha256Padding.Fill(blocks.AsSpan(text.Length), length);
        return new KnownBlocks(blocks);
    }

    private int AppendEscapedBeginning(Utf8Buffer buffer, string key)
    {
        var start = buffer.Length;
        buffer.Append(Head);
        UriEncoding.AppendKey(buffer, key);
        var keyEnd = buffer.Length - start;
        buffer.Append(FirstOfTail[..(Sha256Padding.WholeBlocks(keyEnd) - keyEnd)]);
        return keyEnd;
    }

    // Nearly every key needs no encoding, so that all lengths are known in advance. The last copy includes the longest possible padding; what
    // is too much is overwritten by what follows.
    private int AppendPlain(Utf8Buffer buffer, string key)
    {
        var length = _headLength + key.Length + _tailLength;
        var padded = Sha256Padding.PaddedLength(length);
        var message = buffer.Claim(padded, spare: Sha256Padding.MaxLength);
        CopyHead(message);
        Ascii.FromUtf16(key, message[_headLength..], out _);
        TailAndPadding.CopyTo(message[(_headLength + key.Length)..]);
        BinaryPrimitives.WriteInt64BigEndian(message[(padded - sizeof(long))..], length * 8L);
        return key.Length;
    }

    private int AppendEscaped(Utf8Buffer buffer, string key)
    {
        buffer.Append(Head);
        var keyStart = buffer.Length;
        UriEncoding.AppendKey(buffer, key);
        var keyLength = buffer.Length - keyStart;
        buffer.Append(Tail);
        var length = _headLength + keyLength + _tailLength;
        Sha256Padding.Fill(buffer.Claim(Sha256Padding.PaddedLength(length) - length), length);
        return keyLength;
    }

    /// <summary>Writes the head, and possibly more, which the key then overwrites.</summary>
    private void CopyHead(Span<byte> message)
    {
        if (_headLength <= Sha256Constants.BlockSize)
        {
            _bytes.AsSpan(0, Sha256Constants.BlockSize).CopyTo(message);
        }
        else
        {
            Head.CopyTo(message);
        }
    }

    private static bool Same(ReadOnlySpan<NameValue> some, NameValue[] others)
    {
        if (some.Length != others.Length)
        {
            return false;
        }

        for (var i = 0; i < others.Length; i++)
        {
            if (some[i].Name != others[i].Name || some[i].Value != others[i].Value)
            {
                return false;
            }
        }

        return true;
    }

    private sealed record KnownEnding(int KeyEnd, KnownBlocks Blocks);
}
