using System.Buffers;
using System.Text;

namespace PresignKit.Playlists;

/// <summary>
/// Finds and checks every address of a playlist. It reads the text alone: nothing that the playlist names is opened, and nothing is written.
/// </summary>
/// <param name="grant">What the playlist may name.</param>
/// <param name="plan">Receives what becomes of it.</param>
internal sealed class PlaylistScanner(PlaylistGrant grant, PlaylistPlan plan)
{
    private readonly PlaylistPlan _plan = plan;
    private readonly UriScope _scope = new(grant);
    private readonly PlaylistVariables _variables = new(grant.Variables);
    private ArrayBufferWriter<byte>? _expanded;

    private static ReadOnlySpan<byte> TagStart => "#EXT-X-"u8;

    /// <summary>Whether the playlist that was scanned defines a variable.</summary>
    public bool Defines(string name) => _variables.Defines(name);

    /// <summary>Checks a playlist.</summary>
    /// <exception cref="PlaylistException">It is refused.</exception>
    public void Scan(ReadOnlySpan<byte> text)
    {
        var lines = new LineReader(text);
        if (!lines.Next() || !IsFirstLine(lines.Line))
        {
            throw PlaylistStart.NoPlaylist();
        }

        if (LineReader.FindControl(text) is > 0 and var line)
        {
            throw Malformed("A line contains a control character, or a line separator of Unicode. Remove it.", line);
        }

        // Looked for in the whole text first, because most playlists have none, and thousands of lines.
        var hasReturns = text.Contains((byte)'\r');
        var hasTagsInLines = HasTagsInLines(text);
        if (hasTagsInLines)
        {
            CheckRest(lines.Line[1..], lines.Number);
        }

        var isChildNext = false;
        while (lines.Next())
        {
            if (lines.Line.IsEmpty)
            {
                continue;
            }

            if (hasReturns && lines.Line.Contains((byte)'\r'))
            {
                throw Malformed("A line contains a carriage return. End lines with LF or CRLF.", lines.Number);
            }

            if (hasTagsInLines)
            {
                CheckRest(lines.Line[1..], lines.Number);
            }

            if (lines.Line[0] == (byte)'#')
            {
                isChildNext = ReadTag(lines.Line, lines.Start, lines.Number) || isChildNext;
            }
            else if (lines.Line.ContainsAnyExcept((byte)' ', (byte)'\t'))
            {
                ReadUriLine(lines.Line, lines.Start, lines.Number, isChildNext ? UriKind.Playlist : UriKind.Media);
                isChildNext = false;
            }
        }

        // Without the end of a line, the last words of a title are the address of a segment for hls.js.
        if (lines.Line.StartsWith("#EXTINF:"u8) && text[^1] != (byte)'\n')
        {
            throw Malformed("The playlist ends within the tag of a segment, without its address. Write all of the playlist.", lines.Number);
        }

        CheckKeys();
    }

    private static bool IsFirstLine(ReadOnlySpan<byte> line) =>
        line.StartsWith("#EXTM3U"u8) && (line.Length == 7 || line[7] is (byte)' ' or (byte)'\t') && !line.Contains((byte)'\r');

    /// <summary>Returns whether the next address is that of a playlist.</summary>
    private bool ReadTag(ReadOnlySpan<byte> line, int start, int number)
    {
        if (line.StartsWith("#EXTINF:"u8))
        {
            CheckDuration(line["#EXTINF:"u8.Length..], number);
            return false;
        }

        if (!line.StartsWith("#EXT"u8))
        {
            // A comment.
            return false;
        }

        var tag = PlaylistTags.NameOf(line);
        var list = line.Length > tag.Length ? line[(tag.Length + 1)..] : [];
        if (tag.SequenceEqual("#EXT-X-STREAM-INF"u8))
        {
            return true;
        }

        if (tag.SequenceEqual("#EXT-X-DEFINE"u8))
        {
            _variables.Define(list, number);
        }
        else if (tag.SequenceEqual("#EXT-X-ENDLIST"u8))
        {
            _plan.HasEnd = true;
        }
        else if (PlaylistTags.HasUri(tag))
        {
            ReadAttributes(tag, list, start + tag.Length + 1, number);
        }
        else if (!PlaylistTags.IsKnown(tag))
        {
            _plan.UnknownTags++;
        }

        return false;
    }

    /// <summary>Whether what begins a tag is anywhere but at the beginning of a line.</summary>
    private static bool HasTagsInLines(ReadOnlySpan<byte> text)
    {
        for (var from = 0; text[from..].IndexOf(TagStart) is >= 0 and var next; from += next + 1)
        {
            if (from + next > 0 && text[from + next - 1] != (byte)'\n')
            {
                return true;
            }
        }

        return false;
    }

    // hls.js looks for the tags of main playlists anywhere in a line.
    private static void CheckRest(ReadOnlySpan<byte> line, int number)
    {
        while (line.IndexOf(TagStart) is >= 0 and var next)
        {
            line = line[next..];
            var tag = PlaylistTags.NameOf(line);
            if (PlaylistTags.HasUri(tag) || tag.SequenceEqual("#EXT-X-STREAM-INF"u8) || tag.SequenceEqual("#EXT-X-DEFINE"u8))
            {
                throw Malformed("A line contains a tag behind its beginning, which some players read. Begin a line with it, or remove it.", number);
            }

            line = line[1..];
        }
    }

    // What follows the duration without a comma is the address of a segment for hls.js. If it begins with the sign of a duration, or with a comma behind white
    // space, it is a relative one, which must not lead out of the folder.
    private static void CheckDuration(ReadOnlySpan<byte> text, int number)
    {
        var rest = SkipDigits(SkipBlanks(text));
        if (rest is [(byte)'-', ..])
        {
            CheckTitle(rest, number);
            return;
        }

        if (rest is [(byte)'.', >= (byte)'0' and <= (byte)'9', ..])
        {
            rest = SkipDigits(rest[1..]);
        }

        var title = SkipBlanks(rest);
        if (!title.IsEmpty && title[0] != (byte)',')
        {
            throw Malformed("The duration of a segment is not a number that a comma follows. Write #EXTINF:6.006,", number);
        }

        if (title.Length < rest.Length)
        {
            CheckTitle(title, number);
        }
    }

    private static void CheckTitle(ReadOnlySpan<byte> title, int number)
    {
        // Browsers read a backslash as a slash, and %2e as a dot.
        for (var rest = title; rest.IndexOfAny((byte)'/', (byte)'\\') is >= 0 and var slash; rest = rest[(slash + 1)..])
        {
            if (rest[(slash + 1)..] is [(byte)'.' or (byte)'%', ..])
            {
                throw Malformed("The title of a segment has a '..' segment, and some players read it as an address. Write #EXTINF:6.006,", number);
            }
        }
    }

    // Each segment has a duration of a few characters, which TrimStart takes several times as long to skip.
    private static ReadOnlySpan<byte> SkipDigits(ReadOnlySpan<byte> text)
    {
        var digits = 0;
        while (digits < text.Length && text[digits] is >= (byte)'0' and <= (byte)'9')
        {
            digits++;
        }

        return text[digits..];
    }

    private static ReadOnlySpan<byte> SkipBlanks(ReadOnlySpan<byte> text)
    {
        var blanks = 0;
        while (blanks < text.Length && text[blanks] is (byte)' ' or (byte)'\t')
        {
            blanks++;
        }

        return text[blanks..];
    }

    private void ReadAttributes(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> list, int start, int number)
    {
        var attributes = new AttributeReader(list);
        while (attributes.Next())
        {
            var kind = PlaylistTags.KindOf(tag, attributes.Name);
            if (kind == UriKind.None)
            {
                continue;
            }

            if (!attributes.IsQuoted)
            {
                throw Malformed("The address in an attribute is not in quotes. Add them.", number);
            }

            Add(attributes.Value, start + attributes.ValueStart, number, kind);
        }

        if (attributes.IsMalformed)
        {
            throw Malformed("The attributes of a tag cannot be read. Write NAME=value or NAME=\"value\", separated by commas.", number);
        }
    }

    private void ReadUriLine(ReadOnlySpan<byte> line, int start, int number, UriKind kind)
    {
        if (line[0] is (byte)' ' or (byte)'\t' || line[^1] is (byte)' ' or (byte)'\t')
        {
            throw Malformed("A line begins or ends with white space. Remove it.", number);
        }

        _plan.HasSegments |= kind == UriKind.Media;
        Add(line, start, number, kind);
    }

    private void Add(ReadOnlySpan<byte> uri, int start, int number, UriKind kind)
    {
        // As most are: without variables, and without the colon of an absolute address.
        if (kind == UriKind.Media && _plan.Places.Count + _plan.AllowedUris < grant.MaximumUris && _scope.TryAddMedia(uri, _plan.Media))
        {
            _plan.Places.Add(new(start, uri.Length, number, kind, Object: null));
            return;
        }

        var expanded = uri;
        if (PlaylistVariables.HasReference(uri))
        {
            _expanded ??= new(1024);
            _expanded.ResetWrittenCount();
            _variables.Expand(uri, UriScope.MaximumLength, number, _expanded);
            expanded = _expanded.WrittenSpan;
        }

        if (_plan.Places.Count + _plan.AllowedUris >= grant.MaximumUris)
        {
            throw new PlaylistException(
                PlaylistErrorCodes.PlaylistTooManyUris,
                $"The playlist has more than {grant.MaximumUris} addresses. Split it, or raise the grant's MaximumUris.",
                number);
        }

        if (_scope.IsAllowedAbsolute(expanded))
        {
            _plan.AllowedUris++;
            return;
        }

        // Some packagers write ./a.ts, which names the same as a.ts (RFC 3986, section 5.2.4).
        if (expanded.StartsWith("./"u8))
        {
            expanded = expanded[2..];
        }

        if (kind == UriKind.Media && _scope.TryAddMedia(expanded, _plan.Media))
        {
            _plan.Places.Add(new(start, uri.Length, number, kind, Object: null));
            return;
        }

        var named = _scope.Resolve(expanded, ref kind, number);
        switch (kind)
        {
            case UriKind.Playlist:
                _plan.ChildPlaylists++;
                Require(grant.ChildAddress, PlaylistErrorCodes.PlaylistChildNotAllowed, "other playlists", nameof(grant.ChildAddress), number);
                break;
            case UriKind.Key:
                _plan.KeyUris++;
                _plan.Keys.Add(named.Value);
                Require(grant.KeyAddress, PlaylistErrorCodes.PlaylistKeyNotAllowed, "decryption keys", nameof(grant.KeyAddress), number);
                break;
            default:
                _plan.Media.Add(named);
                break;
        }

        _plan.Places.Add(new(start, uri.Length, number, kind, kind == UriKind.Media ? null : named));
    }

    // At the end, because a key may be named after the segment.
    private void CheckKeys()
    {
        if (_plan.Keys.Count == 0)
        {
            return;
        }

        Span<char> text = stackalloc char[ObjectKey.MaximumUtf8Length];
        var keys = _plan.Keys.GetAlternateLookup<ReadOnlySpan<char>>();
        var media = 0;
        foreach (var place in _plan.Places)
        {
            if (place.Kind == UriKind.Media && keys.Contains(text[..Encoding.UTF8.GetChars(_plan.Media.Get(media++), text)]))
            {
                throw new PlaylistException(
                    PlaylistErrorCodes.PlaylistKeyAsMedia,
                    "An object is named as media and as a decryption key. Keys are never presigned: correct the playlist.",
                    place.Line);
            }
        }
    }

    private static void Require(string? address, string code, string what, string setting, int number)
    {
        if (address is null)
        {
            throw new PlaylistException(code, $"The playlist names {what}, and the grant's {setting} is not set.", number);
        }
    }

    private static PlaylistException Malformed(string message, int line) => new(PlaylistErrorCodes.PlaylistMalformed, message, line);
}
