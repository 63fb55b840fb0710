using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace PresignKit.Keys;

/// <summary>
/// The key of a frozen upload: the policy's prefix, then the slot's own key with 16 hexadecimal digits before its extension. The digits
/// are random for each attempt: a late attempt never overwrites what an earlier one has verified.
/// </summary>
internal static class FrozenKey
{
    private const int SuffixBytes = 8;

    /// <summary>The dot and the digits that a frozen key has in addition to the prefix and the slot key.</summary>
    private const int SuffixLength = 1 + (2 * SuffixBytes);

    /// <summary>The digits of a record's name.</summary>
    private const int RecordDigits = 32;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static ObjectKey OfAttempt(string prefix, ObjectKey slot)
    {
        var end = SuffixIndex(slot);
        return new($"{Stem(prefix, slot)}{RandomNumberGenerator.GetHexString(2 * SuffixBytes, lowercase: true)}{slot.Value.AsSpan(end)}");
    }

    /// <summary>What the keys of all frozen copies of a slot begin with.</summary>
    public static string Stem(string prefix, ObjectKey slot) => $"{prefix}{slot.Value.AsSpan(0, SuffixIndex(slot))}.";

    /// <summary>Where the records of ended slots are: beside the folder of frozen uploads, so that a lifecycle rule can expire them.</summary>
    public static string RecordPrefix(string prefix) => prefix[..^1] + "-slots/";

    /// <summary>The key of a slot's record.</summary>
    public static ObjectKey Record(string prefix, ObjectKey slot) => new(RecordPrefix(prefix) + NameOf(slot));

    /// <summary>The key of what keeps an open slot's token.</summary>
    public static ObjectKey SealedToken(string prefix, ObjectKey slot) => new(SealedPrefix(RecordPrefix(prefix)) + NameOf(slot));

    /// <summary>Whether a key is that of a sealed token in this folder of records.</summary>
    public static bool IsSealedToken(string recordPrefix, string key) => IsRecord(SealedPrefix(recordPrefix), key);

    /// <summary>Whether a key is that of a record in this folder.</summary>
    public static bool IsRecord(string recordPrefix, string key) =>
        key.Length == recordPrefix.Length + RecordDigits
        && key.StartsWith(recordPrefix, StringComparison.Ordinal)
        && !key.AsSpan(recordPrefix.Length).ContainsAnyExcept(HexDigits);

    /// <summary>The slot of a frozen copy: the reverse of <see cref="OfAttempt"/>.</summary>
    /// <returns>False: the key is not that of a frozen copy under this prefix.</returns>
    public static bool TryGetSlot(string prefix, ObjectKey key, [NotNullWhen(true)] out ObjectKey? slot)
    {
        slot = null;
        if (!key.Value.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        // The digits are before the last dot of the name, or, if the slot's key has no extension, behind it.
        var rest = key.Value.AsSpan(prefix.Length);
        var name = rest.LastIndexOf('/') + 1;
        var dot = rest.LastIndexOf('.');
        foreach (var end in new[] { dot, rest.Length })
        {
            var start = end - SuffixLength;
            if (start > name
                && rest[start] == '.'
                && !rest[(start + 1)..end].ContainsAnyExcept(HexDigits)
                && ObjectKey.TryCreate(string.Concat(rest[..start], rest[end..]), out slot)
                && IsOf(slot, key))
            {
                return true;
            }
        }

        slot = null;
        return false;
    }

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

    private static string SealedPrefix(string recordPrefix) => recordPrefix + "sealed-tokens/";

    private static string NameOf(ObjectKey slot) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(slot.Value)).AsSpan(0, RecordDigits / 2));

    private static int SuffixIndex(ObjectKey slot)
    {
        var name = slot.Value.LastIndexOf('/') + 1;
        var dot = slot.Value.LastIndexOf('.');
        return dot < name ? slot.Value.Length : dot;
    }
}
