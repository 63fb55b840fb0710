using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Signing;
using PresignKit.SigV4.Templates;

namespace PresignKit.SigV4.Batching;

/// <content>Objects with query parameters of their own: nothing after the key is the same in all messages, so each is written as a whole.</content>
internal sealed partial class PresignWindow
{
    /// <summary>Replaces the contents with the canonical requests of as many objects as there is room for.</summary>
    internal void Fill(PresignTemplate template, ReadOnlySpan<NameValue> common, ReadOnlySpan<PresignObject> objects)
    {
        Clear();
        ReadOnlySpan<NameValue> similar = [];
        foreach (ref readonly var item in objects)
        {
            if (IsFull)
            {
                break;
            }

            var start = _messages.Length;
            var (keyEnd, queryEnd, length) = template.Append(_messages, item.Key, common, item.Query.Span, ref similar);
            _queryEnds[Count] = start + queryEnd;
            _entries[Count++] = new WindowEntry(start, start + keyEnd, length, (_messages.Length - start) / Sha256Constants.BlockSize);
        }
    }

    /// <summary>Returns the length of one of the URLs.</summary>
    internal int ObjectUrlLength(int index, PresignTemplate template) =>
        template.UrlStart.Length + _queryEnds[index] - _entries[index].Start - template.KeyStart
        + PresignedUrlParts.SignatureParameter.Length + Signature.HexSize;

    /// <summary>Writes one of the URLs.</summary>
    internal void CopyObjectUrl(int index, PresignTemplate template, Span<byte> destination)
    {
        ref readonly var entry = ref _entries[index];
        var keyAndQuery = Messages[(entry.Start + template.KeyStart).._queryEnds[index]];
        template.UrlStart.CopyTo(destination);
        destination = destination[template.UrlStart.Length..];
        keyAndQuery.CopyTo(destination);

        // In the canonical request, a line feed separates path and query.
        destination[entry.KeyEnd - entry.Start - template.KeyStart] = (byte)'?';
        destination = destination[keyAndQuery.Length..];
        PresignedUrlParts.SignatureParameter.CopyTo(destination);
        _signatures.AsSpan(PlaceOf(index), Signature.HexSize).CopyTo(destination[PresignedUrlParts.SignatureParameter.Length..]);
    }
}
