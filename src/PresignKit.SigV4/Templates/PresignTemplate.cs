using System.Buffers.Binary;
using System.Text;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Templates;

/// <summary>
/// The canonical requests of one second that differ in nothing but the object's key: what comes before the key and what comes after it, written
/// once. The request for an object is then three copies, already padded for SHA-256. Immutable.
/// </summary>
internal sealed class PresignTemplate
{
    private readonly string _method;
    private readonly TimeSpan _expiresIn;
    private readonly string? _payloadHash;
    private readonly NameValue[] _headers;
    private readonly NameValue[] _query;

    // Head, tail, and after it SHA-256's longest padding without the length.
    private readonly byte[] _bytes;
    private readonly int _headLength;
    private readonly int _tailLength;
    private readonly byte[] _urlStart;
    private readonly byte[] _urlQuery;

    // By where in a block the key ends, made when they are needed and not replaced: keys whose lengths are 64 apart would throw out each other's again and
    // again. Threads that race make one twice, or lose one; any is right.
    private KnownEnding?[]? _endings;

    internal PresignTemplate(CanonicalLayout layout, SigningMoment moment, in PresignRequest request)
    {
        (_method, _expiresIn, _payloadHash) = (request.Method, request.Lifetime, request.PayloadHash);
        (_headers, _query) = (request.Headers.ToArray(), request.Query.ToArray());

        var buffer = Utf8Buffer.Rent();
        var places = layout.Append(buffer, moment.Parameters, request, PresignTarget.BucketWithSlash);
        _headLength = places.PathEnd;
        _tailLength = buffer.Length - _headLength;

        _bytes = new byte[buffer.Length + Sha256Padding.MaxLength];
        buffer.Written.CopyTo(_bytes);
        _bytes[buffer.Length] = Sha256Padding.End;
        _urlStart = [.. layout.Origin, .. buffer[places.Path]];
        var query = buffer.Length;
        PresignedUrlParts.AppendQuery(buffer, places.Query);
        _urlQuery = [.. buffer[query..]];
        Utf8Buffer.Return(buffer);
    }

    /// <summary>Where the key begins in each canonical request.</summary>
    internal int KeyStart => _headLength;

    /// <summary>What stands in each URL before the key.</summary>
    internal ReadOnlySpan<byte> UrlStart => _urlStart;

    /// <summary>And after it, up to the signature.</summary>
    internal ReadOnlySpan<byte> UrlQuery => _urlQuery;

    private ReadOnlySpan<byte> Head => _bytes.AsSpan(0, _headLength);

    private ReadOnlySpan<byte> Tail => _bytes.AsSpan(_headLength, _tailLength);

    // Always copied whole, as is the beginning of most heads: a copy of one length known to the compiler is the fastest.
    private ReadOnlySpan<byte> FirstOfTail => _bytes.AsSpan(_headLength, Sha256Constants.BlockSize);

    private ReadOnlySpan<byte> TailAndPadding => _bytes.AsSpan(_headLength);

    /// <summary>Whether a request differs in nothing but its target.</summary>
    internal bool Fits(in PresignRequest request) =>
        request.Lifetime == _expiresIn
        && request.Method == _method
        && request.PayloadHash == _payloadHash
        && Same(request.Headers, _headers)
        && Same(request.Query, _query);

    /// <summary>Appends the canonical request for an object and its padding; says where its key ends and how long it is without the padding.</summary>
    internal (int KeyEnd, int Length) Append(Utf8Buffer buffer, string key)
    {
        ThrowIfNoKey(key);
        var keyLength = UriEncoding.IsPlain(key) ? AppendPlain(buffer, key) : AppendEscaped(buffer, key);
        return (_headLength + keyLength, _headLength + keyLength + _tailLength);
    }

    /// <summary>
    /// Appends the canonical request for an object only up to the end of the block in which its key ends; says where the key ends. What is missing is the
    /// same for all keys that end there: <see cref="EndingAfter"/>.
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
    /// What <see cref="AppendBeginning"/> leaves out of a canonical request whose key ends there, with its padding. Null where one is kept for keys that end some
    /// blocks before or after, at the same place within theirs.
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

    // All keys were checked before the first was signed. But an array of them is the caller's, who may write to it meanwhile, and a URL without a key is
    // one for the bucket: it lists all objects.
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

    // Nearly every key stands in a URL as it is: then all lengths are known before. The last copy brings the longest padding there is; what is
    // too much of it is overwritten by whatever comes next.
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

    /// <summary>Writes the head, and perhaps more, where the key is written next.</summary>
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
