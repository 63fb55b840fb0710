using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Templates;

namespace PresignKit.SigV4.Batching;

/// <content>
/// Parts of an upload. Everything before the number is the same in all of them, so the messages are only the block or two with the number.
/// </content>
internal sealed partial class PresignWindow
{
    /// <summary>Replaces the contents with parts whose numbers have equally many digits.</summary>
    /// <param name="template">What the parts have in common.</param>
    /// <param name="parts">At most <see cref="MaxUrls"/> parts.</param>
    internal void Fill(PartTemplate template, ReadOnlySpan<ListedPart> parts)
    {
        Clear();
        var digits = PartTemplate.DigitsOf(parts[0].Number);
        var (size, numberStart) = (template.BlocksLength(digits), template.NumberStartInBlocks);
        var messages = _messages.Claim(parts.Length * size);
        var first = messages[..size];
        template.WriteBlocks(digits, first);
        for (var i = 0; i < parts.Length; i++)
        {
            var start = i * size;
            if (i > 0)
            {
                first.CopyTo(messages[start..]);
            }

            PartTemplate.WriteNumber(parts[i].Number, messages.Slice(start + numberStart, digits));
            _entries[i] = new WindowEntry(start, start + numberStart + digits, size, size / Sha256Constants.BlockSize);
        }

        Count = parts.Length;
        Beginning = template.Beginning;
        Ending = template.EndingAfter(digits);
    }

    /// <summary>Returns the number of a part, as it is written in its URL.</summary>
    internal ReadOnlySpan<byte> Number(int index, PartTemplate template)
    {
        ref readonly var entry = ref _entries[index];
        return Messages[(entry.Start + template.NumberStartInBlocks)..entry.KeyEnd];
    }

    /// <summary>Returns the signature of a URL.</summary>
    internal ReadOnlySpan<byte> SignatureOf(int index) => _signatures.AsSpan(PlaceOf(index), Signing.Signature.HexSize);
}
