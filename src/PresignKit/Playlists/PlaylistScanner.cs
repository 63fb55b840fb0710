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
            throw PlaylistLine.Malformed("A line contains a control character, or a line separator of Unicode. Remove it.", line);
        }

        // Looked for in the whole text first, because most playlists have none, and thousands of lines.
        var hasReturns = text.Contains((byte)'\r');
        var hasTagsInLines = TagsInLines.AreIn(text);
        if (hasTagsInLines)
        {
            TagsInLines.Check(lines.Line[1..], lines.Number);
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
                throw PlaylistLine.Malformed("A line contains a carriage return. End lines with LF or CRLF.", lines.Number);
            }

            if (hasTagsInLines)
            {
                TagsInLines.Check(lines.Line[1..], lines.Number);
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
            throw PlaylistLine.Malformed("The playlist ends within the tag of a segment, without its address. Write all of the playlist.", lines.Number);
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
            SegmentTag.Check(line["#EXTINF:"u8.Length..], number);
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
                throw PlaylistLine.Malformed("The address in an attribute is not in quotes. Add them.", number);
            }

            Add(attributes.Value, start + attributes.ValueStart, number, kind);
        }

        if (attributes.IsMalformed)
        {
            throw PlaylistLine.Malformed("The attributes of a tag cannot be read. Write NAME=value or NAME=\"value\", separated by commas.", number);
        }
    }

    private void ReadUriLine(ReadOnlySpan<byte> line, int start, int number, UriKind kind)
    {
        if (line[0] is (byte)' ' or (byte)'\t' || line[^1] is (byte)' ' or (byte)'\t')
        {
            throw PlaylistLine.Malformed("A line begins or ends with white space. Remove it.", number);
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
}
