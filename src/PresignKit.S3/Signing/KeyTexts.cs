using System.Buffers;

namespace PresignKit.S3.Signing;

/// <summary>
/// The texts of many keys in a pooled array, as the signing core requires. The number of keys is determined once: the rest of the array may contain
/// keys of another caller, which must not be signed even if the list has grown in the meantime.
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

    // The keys must not be kept alive by the next renter of the array.
    public static void Return(string[] texts) => ArrayPool<string>.Shared.Return(texts, clearArray: true);
}
