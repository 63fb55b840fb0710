namespace PresignKit.Completion.FileFormats;

/// <summary>EBML (RFC 8794): an EBML header whose DocType distinguishes WebM from Matroska.</summary>
internal static class Ebml
{
    private const int DocType = 0x4282;

    private static ReadOnlySpan<byte> Magic => [0x1A, 0x45, 0xDF, 0xA3];

    /// <summary>A Cluster: what segments of DASH that follow the first one begin with.</summary>
    private static ReadOnlySpan<byte> Cluster => [0x1F, 0x43, 0xB6, 0x75];

    public static bool IsWebM(ReadOnlySpan<byte> start) => FindDocType(start).SequenceEqual("webm"u8);

    /// <summary>A DocType of <c>matroska</c>, which is also the one that a header without DocType has.</summary>
    public static bool IsMatroska(ReadOnlySpan<byte> start) =>
        start.StartsWith(Magic) && FindDocType(start) is var type && (type.IsEmpty || type.SequenceEqual("matroska"u8));

    public static bool IsSegment(ReadOnlySpan<byte> start) => start.StartsWith(Cluster);

    /// <summary>The text of DocType; empty if there is none. Sizes and IDs have one to eight bytes, and the text may be padded with zeros.</summary>
    private static ReadOnlySpan<byte> FindDocType(ReadOnlySpan<byte> start)
    {
        if (!start.StartsWith(Magic))
        {
            return [];
        }

        var rest = start[Magic.Length..];
        if (!Read(ref rest, keepsMarker: false, out var size))
        {
            return [];
        }

        rest = rest[..(int)Math.Min(size, (ulong)rest.Length)];
        while (Read(ref rest, keepsMarker: true, out var id) && Read(ref rest, keepsMarker: false, out var length) && length <= (ulong)rest.Length)
        {
            if (id == DocType)
            {
                return rest[..(int)length].TrimEnd((byte)0);
            }

            rest = rest[(int)length..];
        }

        return [];
    }

    /// <summary>Reads a variable-length integer: the number of leading zero bits says how many bytes follow.</summary>
    private static bool Read(ref ReadOnlySpan<byte> rest, bool keepsMarker, out ulong value)
    {
        value = 0;
        if (rest.IsEmpty || rest[0] == 0)
        {
            return false;
        }

        var length = 1;
        for (var mask = 0x80; (rest[0] & mask) == 0; mask >>= 1)
        {
            length++;
        }

        if (rest.Length < length)
        {
            return false;
        }

        value = keepsMarker ? rest[0] : (ulong)(rest[0] & (0xFF >> length));
        for (var i = 1; i < length; i++)
        {
            value = (value << 8) | rest[i];
        }

        rest = rest[length..];
        return true;
    }
}
