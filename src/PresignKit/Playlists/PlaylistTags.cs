namespace PresignKit.Playlists;

/// <summary>The tags of RFC 8216bis, section 4.4, and which of their attributes are addresses.</summary>
internal static class PlaylistTags
{
    // The tags that have addresses.
    private static readonly TagWithUri[] WithUri =
    [
        new("#EXT-X-PART"u8, "URI"u8, UriKind.Media),                       // 4.4.4.9
        new("#EXT-X-KEY"u8, "URI"u8, UriKind.Key),                          // 4.4.4.4
        new("#EXT-X-MAP"u8, "URI"u8, UriKind.Media),                        // 4.4.4.5
        new("#EXT-X-PRELOAD-HINT"u8, "URI"u8, UriKind.Media),               // 4.4.5.3
        new("#EXT-X-RENDITION-REPORT"u8, "URI"u8, UriKind.Playlist),        // 4.4.5.4
        new("#EXT-X-DATERANGE"u8, "X-ASSET-URI"u8, UriKind.Asset),          // Appendix D.2
        new("#EXT-X-DATERANGE"u8, "X-ASSET-LIST"u8, UriKind.Media),         // Appendix D.2
        new("#EXT-X-MEDIA"u8, "URI"u8, UriKind.Playlist),                   // 4.4.6.1
        new("#EXT-X-I-FRAME-STREAM-INF"u8, "URI"u8, UriKind.Playlist),      // 4.4.6.3
        new("#EXT-X-SESSION-DATA"u8, "URI"u8, UriKind.Media),               // 4.4.6.4
        new("#EXT-X-SESSION-KEY"u8, "URI"u8, UriKind.Key),                  // 4.4.6.5
        new("#EXT-X-CONTENT-STEERING"u8, "SERVER-URI"u8, UriKind.Media),    // 4.4.6.6
    ];

    private static readonly byte[][] WithoutUri =
    [
        [.. "#EXT-X-PROGRAM-DATE-TIME"u8], [.. "#EXT-X-BYTERANGE"u8], [.. "#EXT-X-DISCONTINUITY"u8], [.. "#EXT-X-BITRATE"u8], [.. "#EXT-X-GAP"u8],
        [.. "#EXTM3U"u8], [.. "#EXT-X-VERSION"u8], [.. "#EXT-X-INDEPENDENT-SEGMENTS"u8], [.. "#EXT-X-START"u8], [.. "#EXT-X-TARGETDURATION"u8],
        [.. "#EXT-X-MEDIA-SEQUENCE"u8], [.. "#EXT-X-DISCONTINUITY-SEQUENCE"u8], [.. "#EXT-X-PLAYLIST-TYPE"u8], [.. "#EXT-X-I-FRAMES-ONLY"u8],
        [.. "#EXT-X-PART-INF"u8], [.. "#EXT-X-SERVER-CONTROL"u8], [.. "#EXT-X-SKIP"u8], [.. "#EXT-X-ALLOW-CACHE"u8],
    ];

    /// <summary>The part of a line before the colon, or all of it.</summary>
    public static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> line) => line.IndexOf((byte)':') is >= 0 and var colon ? line[..colon] : line;

    /// <summary>What the address in an attribute is for; <see cref="UriKind.None"/>: the attribute has none.</summary>
    public static UriKind KindOf(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> attribute)
    {
        foreach (var known in WithUri)
        {
            if (tag.SequenceEqual(known.Tag) && attribute.SequenceEqual(known.Attribute))
            {
                return known.Kind;
            }
        }

        return UriKind.None;
    }

    /// <summary>Whether a tag has addresses in its attributes.</summary>
    public static bool HasUri(ReadOnlySpan<byte> tag)
    {
        foreach (var known in WithUri)
        {
            if (tag.SequenceEqual(known.Tag))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a tag that has no address is defined.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> tag)
    {
        foreach (var known in WithoutUri)
        {
            if (tag.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class TagWithUri(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> attribute, UriKind kind)
    {
        public byte[] Tag { get; } = tag.ToArray();

        public byte[] Attribute { get; } = attribute.ToArray();

        public UriKind Kind => kind;
    }
}
