using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace PresignKit.Keys;

/// <summary>
/// The key of a frozen upload: the policy's prefix, then the slot's own key with 16 hexadecimal digits before its extension.
/// </summary>
internal static class FrozenKey
{
    private const int SuffixBytes = 8;

    /// <summary>The dot and the digits that a frozen key has in addition to the prefix and the slot key.</summary>
    private const int SuffixLength = 1 + (2 * SuffixBytes);

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>
    /// The key of one version, always the same: completing again copies the same bytes over themselves, and two versions of one slot never
    /// have the same key. Only for stores that copy exactly the requested version.
    /// </summary>
    public static ObjectKey OfVersion(string prefix, ObjectKey slot, string etag) =>
        With(prefix, slot, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(etag)).AsSpan(0, SuffixBytes)));

    /// <summary>
    /// A key of this attempt alone. If a store copies whatever is there at the time, a late attempt must not overwrite what an earlier one
    /// has verified.
    /// </summary>
    public static ObjectKey OfAttempt(string prefix, ObjectKey slot) =>
        With(prefix, slot, RandomNumberGenerator.GetHexString(2 * SuffixBytes, lowercase: true));

    /// <summary>Whether a slot's key leaves room for its frozen key.</summary>
    public static bool Fits(string prefix, ObjectKey slot) =>
        Encoding.UTF8.GetByteCount(prefix) + Encoding.UTF8.GetByteCount(slot.Value) + SuffixLength <= ObjectKey.MaximumUtf8Length;

    /// <summary>Whether a key is that of a frozen copy of the slot, in any folder: the policy's prefix may have changed since.</summary>
    public static bool IsOf(ObjectKey slot, ObjectKey key)
    {
        var end = SuffixIndex(slot);
        var extension = slot.Value.AsSpan(end);
        var text = key.Value.AsSpan();
        if (!text.EndsWith(extension, StringComparison.Ordinal))
        {
            return false;
        }

        var start = text[..^extension.Length];
        return start.Length > SuffixLength
            && start[^SuffixLength] == '.'
            && !start[^(SuffixLength - 1)..].ContainsAnyExcept(HexDigits)
            && start[..^SuffixLength].EndsWith(slot.Value.AsSpan(0, end), StringComparison.Ordinal)
            && start[..^(SuffixLength + end)].EndsWith("/", StringComparison.Ordinal);
    }

    private static ObjectKey With(string prefix, ObjectKey slot, string suffix)
    {
        var end = SuffixIndex(slot);
        return new($"{prefix}{slot.Value.AsSpan(0, end)}.{suffix}{slot.Value.AsSpan(end)}");
    }

    private static int SuffixIndex(ObjectKey slot)
    {
        var name = slot.Value.LastIndexOf('/') + 1;
        var dot = slot.Value.LastIndexOf('.');
        return dot < name ? slot.Value.Length : dot;
    }
}
