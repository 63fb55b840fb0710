using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Templates;

namespace PresignKit.SigV4.Batching;

/// <content>Keys that are UTF-8 already, such as those of a playlist: no string is created for them.</content>
internal sealed partial class PresignWindow
{
    /// <summary>Replaces the contents with the canonical requests of as many objects as there is room for.</summary>
    /// <param name="template">What the objects have in common.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="first">The index of the first key.</param>
    internal void Fill(PresignTemplate template, in Utf8Keys keys, int first)
    {
        Clear();
        if (MayBeAlike(keys, first) && TryFillAlike(template, keys, first))
        {
            return;
        }

        Clear();
        for (var i = first; i < keys.Count && !IsFull; i++)
        {
            var start = _messages.Length;
            var (keyEnd, length) = template.Append(_messages, keys[i]);
            _entries[Count++] = new WindowEntry(start, start + keyEnd, length, (_messages.Length - start) / Sha256Constants.BlockSize);
        }
    }

    private static bool MayBeAlike(in Utf8Keys keys, int first)
    {
        var lanes = WindowSignatures.Lanes;
        return lanes > 1
            && keys.Count - first >= lanes
            && keys[first].Length == keys[first + lanes - 1].Length
            && keys[first].Length == keys[first + (lanes / 2)].Length;
    }

    private bool TryFillAlike(PresignTemplate template, in Utf8Keys keys, int first)
    {
        var keyEnd = template.AppendBeginning(_messages, keys[first]);
        if (template.EndingAfter(keyEnd) is not { } ending)
        {
            return false;
        }

        var size = _messages.Length;
        var count = 1;
        _entries[0] = new WindowEntry(0, keyEnd, size, size / Sha256Constants.BlockSize);
        var most = Math.Min(Math.Min(keys.Count - first, MaxUrls), Math.Max(MinUrls, UsualBytes / size));
        for (; count < most; count++)
        {
            var start = _messages.Length;
            if (template.AppendBeginning(_messages, keys[first + count]) != keyEnd)
            {
                _messages.Cut(start);
                break;
            }

            _entries[count] = new WindowEntry(start, start + keyEnd, size, size / Sha256Constants.BlockSize);
        }

        if (count < WindowSignatures.Lanes)
        {
            return false;
        }

        Count = count;
        Ending = ending;
        SharedBlocks = CountShared(keyEnd / Sha256Constants.BlockSize);
        HashShared();
        return true;
    }
}
