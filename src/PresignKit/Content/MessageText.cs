using System.Globalization;

namespace PresignKit.Content;

/// <summary>How values appear in messages.</summary>
internal static class MessageText
{
    /// <summary>A client's text, cut to a length, with a question mark for everything that is not printable ASCII.</summary>
    public static string Printable(string? text, int length = 64) =>
        new([.. (text ?? "").Take(length).Select(c => c is >= ' ' and <= '~' ? c : '?')]);

    /// <summary>A size with its unit: <c>5,000 bytes</c>.</summary>
    public static string Bytes(long size) => size.ToString("N0", CultureInfo.InvariantCulture) + (size == 1 ? " byte" : " bytes");
}
