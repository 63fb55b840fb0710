using System.Buffers;
using System.Text;

namespace PresignKit.Playlists;

/// <summary>
/// The variables of a playlist (RFC 8216bis, sections 4.3 and 4.4.2.3). A reference is replaced once; what replaces it is not looked at again.
/// </summary>
/// <param name="imported">What the application knows of the parent playlist and of the query.</param>
internal sealed class PlaylistVariables(IReadOnlyDictionary<string, string> imported)
{
    private const int MaximumNameLength = 128;

    private static readonly SearchValues<byte> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    private Dictionary<string, byte[]>? _values;

    /// <summary>Whether a text has references.</summary>
    public static bool HasReference(ReadOnlySpan<byte> text) => text.IndexOf("{$"u8) >= 0;

    /// <summary>Whether a variable is defined.</summary>
    public bool Defines(string name) => _values?.ContainsKey(name) == true;

    /// <summary>Whether a text can be the name of a variable.</summary>
    public static bool IsName(string name) => name.All(char.IsAscii) && IsName(Encoding.ASCII.GetBytes(name));

    /// <summary>Reads what follows <c>#EXT-X-DEFINE:</c>.</summary>
    public void Define(ReadOnlySpan<byte> list, int line)
    {
        var attributes = new AttributeReader(list);
        string? name = null;
        byte[]? value = null;
        var imports = false;
        while (attributes.Next())
        {
            var isName = attributes.Name.SequenceEqual("NAME"u8);
            var isImport = attributes.Name.SequenceEqual("IMPORT"u8) || attributes.Name.SequenceEqual("QUERYPARAM"u8);
            if (isName || isImport)
            {
                // Exactly one of the three.
                name = name is null && attributes.IsQuoted && IsName(attributes.Value) ? Encoding.ASCII.GetString(attributes.Value) : throw Invalid(line);
                imports = isImport;
            }
            else if (attributes.Name.SequenceEqual("VALUE"u8))
            {
                value = value is null && attributes.IsQuoted && !HasReference(attributes.Value) ? attributes.Value.ToArray() : throw Invalid(line);
            }
        }

        if (attributes.IsMalformed || name is null || imports == value is not null)
        {
            throw Invalid(line);
        }

        if (imports)
        {
            value = imported.TryGetValue(name, out var known) ? Encoding.UTF8.GetBytes(known) : throw Unresolved(line);
        }

        _values ??= new(StringComparer.Ordinal);
        if (!_values.TryAdd(name, value!))
        {
            throw Invalid(line);
        }
    }

    /// <summary>Replaces the references of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maximum">The most bytes that are written, with a little more.</param>
    /// <param name="line">The line, for messages.</param>
    /// <param name="destination">Receives the text.</param>
    public void Expand(ReadOnlySpan<byte> text, int maximum, int line, ArrayBufferWriter<byte> destination)
    {
        while (text.IndexOf("{$"u8) is >= 0 and var start)
        {
            destination.Write(text[..start]);
            text = text[(start + 2)..];
            var end = text.IndexOf((byte)'}');
            if (end < 0 || !IsName(text[..end]) || Find(text[..end]) is not { } value)
            {
                throw Unresolved(line);
            }

            destination.Write(value);
            if (destination.WrittenCount > maximum)
            {
                return;
            }

            text = text[(end + 1)..];
        }

        destination.Write(text);
    }

    private static bool IsName(ReadOnlySpan<byte> name) => name.Length is > 0 and <= MaximumNameLength && !name.ContainsAnyExcept(NameCharacters);

    private byte[]? Find(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[MaximumNameLength];
        var length = Encoding.ASCII.GetChars(name, text);
        return _values?.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out var value) == true ? value : null;
    }

    private static PlaylistException Invalid(int line) => new(
        PlaylistErrorCodes.PlaylistVariableInvalid,
        "A variable is defined twice, or its definition cannot be read. Write EXT-X-DEFINE with NAME and VALUE, with IMPORT, or with QUERYPARAM.",
        line);

    private static PlaylistException Unresolved(int line) => new(
        PlaylistErrorCodes.PlaylistVariableUnresolved,
        "The value of a variable is not known. Define it before its use, or set it in the grant's Variables.",
        line);
}
