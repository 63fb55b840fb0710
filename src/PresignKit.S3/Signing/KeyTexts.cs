using System.Buffers;

namespace PresignKit.S3.Signing;

/// <summary>
/// The texts of many keys side by side, as the signing core takes them, in a pooled array. The caller counts once: what lies beyond in the array is
/// somebody else's, and must not be signed because a list has grown meanwhile.
/// </summary>
internal static class KeyTexts
{
    public static string[] Rent(IReadOnlyList<ObjectKey> keys, int count)
    {
        var texts = ArrayPool<string>.Shared.Rent(count);
        for (var i = 0; i < count; i++)
        {
            texts[i] = keys[i].Value;
        }

        return texts;
    }

    // The next to rent it must not keep these alive.
    public static void Return(string[] texts) => ArrayPool<string>.Shared.Return(texts, clearArray: true);
}
