using System.Globalization;
using System.Text;

namespace PresignKit.AzureProof.Provider;

/// <summary>
/// The identifiers of blocks: those of one upload have its identifier in front, so that no other upload's are taken for them. All have the same length,
/// as "Put Block" demands.
/// </summary>
internal static class BlockIds
{
    public static string Of(string uploadId, int number) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{uploadId}-{number:00000}")));

    /// <summary>The number of the part; null: the block is not one of this upload.</summary>
    public static int? NumberOf(string uploadId, string blockId)
    {
        Span<byte> bytes = stackalloc byte[64];
        return Convert.TryFromBase64String(blockId, bytes, out var length)
            && Encoding.ASCII.GetString(bytes[..length]) is var text
            && text.Length == uploadId.Length + 6
            && int.TryParse(text[(uploadId.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Of(uploadId, number) == blockId
                ? number
                : null;
    }
}
