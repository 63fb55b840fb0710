using System.Buffers;
using PresignKit.Keys;

namespace PresignKit.S3.Signing;

/// <summary>The texts of many keys side by side, as the signing core takes them, in a pooled array.</summary>
internal static class KeyTexts
{
    public static string[] Rent(IReadOnlyList<ObjectKey> keys)
    {
        var texts = ArrayPool<string>.Shared.Rent(keys.Count);
        for (var i = 0; i < keys.Count; i++)
            texts[i] = keys[i].Value;
        return texts;
    }

    // The next to rent it must not keep these alive.
    public static void Return(string[] texts) => ArrayPool<string>.Shared.Return(texts, clearArray: true);
}
