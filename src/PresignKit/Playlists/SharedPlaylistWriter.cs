using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace PresignKit.Playlists;

/// <summary>
/// Writes a playlist whose addresses take their query from that of its own address. It needs version 11 of the format (RFC 8216bis, section 8).
/// </summary>
internal static class SharedPlaylistWriter
{
    private const int Version = 11;

    public static void Write(ReadOnlySpan<byte> text, PlaylistPlan plan, IReadOnlyList<string> parameters, IBufferWriter<byte> destination)
    {
        var query = new SharedQuery(parameters);
        var (digits, version) = FindVersion(text);
        var written = 0;
        WriteHead(text, parameters, hasVersion: version >= 0, destination, ref written);
        if (version is >= 0 and < Version && digits.Start.Value >= written)
        {
            WriteMedia(text, plan, query, digits.Start.Value, destination, ref written, out var next);
            WriteText(text, digits.Start.Value, destination, ref written);
            destination.Write("11"u8);
            written = digits.End.Value;
            WriteRest(text, plan, query, next, destination, ref written);
            return;
        }

        WriteRest(text, plan, query, 0, destination, ref written);
    }

    private static void WriteHead(
        ReadOnlySpan<byte> text, IReadOnlyList<string> parameters, bool hasVersion, IBufferWriter<byte> destination, ref int written)
    {
        var lineEnd = text.IndexOf((byte)'\n');
        WriteText(text, lineEnd < 0 ? text.Length : lineEnd + 1, destination, ref written);
        if (lineEnd < 0)
        {
            destination.Write("\n"u8);
        }

        var head = new StringBuilder(hasVersion ? "" : $"#EXT-X-VERSION:{Version}\n");
        foreach (var name in parameters)
        {
            head.Append("#EXT-X-DEFINE:QUERYPARAM=\"").Append(SharedQuery.VariableOf(name)).Append("\"\n");
        }

        Encoding.ASCII.GetBytes(head.ToString(), destination);
    }

    private static void WriteRest(
        ReadOnlySpan<byte> text, PlaylistPlan plan, SharedQuery query, int next, IBufferWriter<byte> destination, ref int written)
    {
        for (; next < plan.Places.Count; next++)
        {
            WriteAddress(text, plan.Places[next], query, destination, ref written);
        }

        WriteText(text, text.Length, destination, ref written);
    }

    // Addresses may precede the version.
    private static void WriteMedia(
        ReadOnlySpan<byte> text, PlaylistPlan plan, SharedQuery query, int end, IBufferWriter<byte> destination, ref int written, out int next)
    {
        for (next = 0; next < plan.Places.Count && plan.Places[next].Start < end; next++)
        {
            WriteAddress(text, plan.Places[next], query, destination, ref written);
        }
    }

    private static void WriteAddress(ReadOnlySpan<byte> text, in UriPlace place, SharedQuery query, IBufferWriter<byte> destination, ref int written)
    {
        WriteText(text, place.End, destination, ref written);
        destination.Write(place.Kind == UriKind.Playlist ? query.OfPlaylists : query.OfMedia);
    }

    private static void WriteText(ReadOnlySpan<byte> text, int end, IBufferWriter<byte> destination, ref int written)
    {
        destination.Write(text[written..end]);
        written = end;
    }

    /// <summary>Returns where the digits of the version are, and the version; -1 if there is none.</summary>
    private static (Range Digits, int Version) FindVersion(ReadOnlySpan<byte> text)
    {
        var lines = new LineReader(text);
        while (lines.Next())
        {
            if (lines.Line.StartsWith("#EXT-X-VERSION:"u8))
            {
                var start = lines.Start + "#EXT-X-VERSION:"u8.Length;
                return Utf8Parser.TryParse(lines.Line["#EXT-X-VERSION:"u8.Length..], out int version, out var length)
                    ? (start..(start + length), version)
                    : (start..start, Version);
            }
        }

        return (.., -1);
    }
}
