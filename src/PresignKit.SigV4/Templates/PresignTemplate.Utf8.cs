using System.Buffers.Binary;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Hashing;

namespace PresignKit.SigV4.Templates;

/// <content>Keys that are UTF-8 already.</content>
internal sealed partial class PresignTemplate
{
    /// <summary>As for a key of text.</summary>
    internal (int KeyEnd, int Length) Append(Utf8Buffer buffer, ReadOnlySpan<byte> key)
    {
        ThrowIfNoKey(key);
        var keyLength = Utf8KeyEncoding.IsPlain(key) ? AppendPlain(buffer, key) : AppendEscaped(buffer, key);
        return (_headLength + keyLength, _headLength + keyLength + _tailLength);
    }

    /// <summary>As for a key of text.</summary>
    internal int AppendBeginning(Utf8Buffer buffer, ReadOnlySpan<byte> key)
    {
        ThrowIfNoKey(key);
        int keyEnd;
        if (!Utf8KeyEncoding.IsPlain(key))
        {
            var start = buffer.Length;
            buffer.Append(Head);
            Utf8KeyEncoding.AppendKey(buffer, key);
            keyEnd = buffer.Length - start;
            buffer.Append(FirstOfTail[..(Sha256Padding.WholeBlocks(keyEnd) - keyEnd)]);
            return keyEnd;
        }

        keyEnd = _headLength + key.Length;
        var message = buffer.Claim(Sha256Padding.WholeBlocks(keyEnd), spare: Sha256Constants.BlockSize);
        CopyHead(message);
        key.CopyTo(message[_headLength..]);
        FirstOfTail.CopyTo(message[keyEnd..]);
        return keyEnd;
    }

    private static void ThrowIfNoKey(ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty)
        {
            throw new ArgumentException("A key must not be empty.", nameof(key));
        }
    }

    private int AppendPlain(Utf8Buffer buffer, ReadOnlySpan<byte> key)
    {
        var length = _headLength + key.Length + _tailLength;
        var padded = Sha256Padding.PaddedLength(length);
        var message = buffer.Claim(padded, spare: Sha256Padding.MaxLength);
        CopyHead(message);
        key.CopyTo(message[_headLength..]);
        TailAndPadding.CopyTo(message[(_headLength + key.Length)..]);
        BinaryPrimitives.WriteInt64BigEndian(message[(padded - sizeof(long))..], length * 8L);
        return key.Length;
    }

    private int AppendEscaped(Utf8Buffer buffer, ReadOnlySpan<byte> key)
    {
        buffer.Append(Head);
        var keyStart = buffer.Length;
        Utf8KeyEncoding.AppendKey(buffer, key);
        var keyLength = buffer.Length - keyStart;
        buffer.Append(Tail);
        var length = _headLength + keyLength + _tailLength;
        Sha256Padding.Fill(buffer.Claim(Sha256Padding.PaddedLength(length) - length), length);
        return keyLength;
    }
}
