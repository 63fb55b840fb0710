using System.Buffers.Binary;
using System.Text;

namespace PresignKit.Completion.FileFormats;

/// <summary>ZIP (APPNOTE.TXT), and what the first entries say about documents that are ZIP archives.</summary>
internal static class ZipArchive
{
    private const int HeaderLength = 30;

    private static ReadOnlySpan<byte> Entry => "PK\x3\x4"u8;

    private static ReadOnlySpan<byte> DirectoryEntry => "PK\x1\x2"u8;

    private static ReadOnlySpan<byte> End => "PK\x5\x6"u8;

    /// <summary>Whether an entry that was read is in a folder that only one kind of Office Open XML document has.</summary>
    public static bool HasFolder(ReadOnlySpan<byte> start, ReadOnlySpan<byte> folder)
    {
        for (var rest = start; NextEntry(ref rest); rest = rest[HeaderLength..])
        {
            if (rest[HeaderLength..].StartsWith(folder) && NameLength(rest) > folder.Length)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the archive begins with an uncompressed entry <c>mimetype</c> that begins with this type (OpenDocument, EPUB).</summary>
    public static bool HasType(ReadOnlySpan<byte> start, string type)
    {
        var content = TypeOf(start);
        return content.Length >= type.Length && Ascii.Equals(content[..type.Length], type)
            && (content.Length == type.Length || content[type.Length] is (byte)'-' or <= (byte)' ' or (byte)'P');
    }

    /// <summary>Whether the archive is of no kind that its first entries name, but may be a document because of an entry, or of those that follow.</summary>
    public static bool MayBeDocument(ReadOnlySpan<byte> start) => IsGeneric(start) && !IsNoDocument(start);

    /// <summary>Whether all entries were read, and no document has them: no list of types or files, and no content.</summary>
    public static bool IsNoDocument(ReadOnlySpan<byte> start) =>
        IsGeneric(start) && start.IndexOf(End) >= 0 && start.IndexOf(DirectoryEntry) >= 0
        && start.IndexOf("[Content_Types].xml"u8) < 0 && start.IndexOf("META-INF/"u8) < 0 && start.IndexOf("content.xml"u8) < 0
        && start.IndexOf("mimetype"u8) < 0;

    private static bool IsGeneric(ReadOnlySpan<byte> start) =>
        IsArchive(start) && TypeOf(start).IsEmpty && !HasFolder(start, "word/"u8) && !HasFolder(start, "xl/"u8) && !HasFolder(start, "ppt/"u8);

    private static bool IsArchive(ReadOnlySpan<byte> start) =>
        start.StartsWith(Entry) || start.StartsWith(End) || start.StartsWith("PK\x6\x6"u8)
        || start.StartsWith("PK\x7\x8PK"u8) || start.StartsWith("PK00PK\x3\x4"u8);

    private static ReadOnlySpan<byte> TypeOf(ReadOnlySpan<byte> start)
    {
        const int NameEnd = HeaderLength + 8;
        if (start.Length < NameEnd || !start.StartsWith(Entry) || NameLength(start) != 8 || !start[HeaderLength..].StartsWith("mimetype"u8))
        {
            return [];
        }

        var content = start[Math.Min(start.Length, NameEnd + BinaryPrimitives.ReadUInt16LittleEndian(start[28..]))..];
        return content[..Math.Min(content.Length, 128)];
    }

    private static int NameLength(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt16LittleEndian(entry[26..]);

    private static bool NextEntry(ref ReadOnlySpan<byte> rest)
    {
        var next = rest.StartsWith("PK"u8) || rest.Length > 0 ? rest.IndexOf(Entry) : -1;
        if (next < 0 || next + HeaderLength > rest.Length)
        {
            return false;
        }

        rest = rest[next..];
        return true;
    }
}
