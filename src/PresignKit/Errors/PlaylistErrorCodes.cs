namespace PresignKit;

/// <summary>
/// The stable codes of <see cref="PlaylistException"/>: why a playlist of HLS or DASH is not signed. Act on codes, never on messages. Nothing of a refused playlist
/// is written.
/// </summary>
public static class PlaylistErrorCodes
{
    /// <summary>
    /// The grant's root is, or contains, a folder that clients upload to under an upload policy: an uploaded playlist could name the objects of
    /// others. The message names the policy.
    /// </summary>
    public const string PlaylistRootNotAllowed = "playlist-root-not-allowed";

    /// <summary>
    /// The object does not begin with <c>#EXTM3U</c> (RFC 8216bis, section 4.4.1.1), or is no XML in UTF-8 whose root is an MPD: for example, it is compressed, or
    /// the grant names a film instead of its playlist. If its first bytes show that, its size does not matter.
    /// </summary>
    public const string PlaylistNotRecognized = "playlist-not-recognized";

    /// <summary>The object is larger than <see cref="PlaylistGrant.MaximumSize"/>, or an MPD would become much larger than that once it is written out.</summary>
    public const string PlaylistTooLarge = "playlist-too-large";

    /// <summary>The playlist names more than <see cref="PlaylistGrant.MaximumUris"/> objects, in an MPD with those that its templates make.</summary>
    public const string PlaylistTooManyUris = "playlist-too-many-uris";

    /// <summary>
    /// The text is malformed, so that players could read it differently: a control character, a carriage return within a line, white space around an
    /// address, an attribute list that cannot be read (RFC 8216bis, sections 4.1 and 4.2), a tag behind the beginning of a line, or an end within the tag of a
    /// segment. An MPD is no well-formed XML, has a document type declaration, is nested too deeply, or says two things about the same segments.
    /// </summary>
    public const string PlaylistMalformed = "playlist-malformed";

    /// <summary>A variable is used, imported, or taken from the query, and neither the playlist nor <see cref="PlaylistGrant.Variables"/> has its value.</summary>
    public const string PlaylistVariableUnresolved = "playlist-variable-unresolved";

    /// <summary>A variable is defined twice, or its definition cannot be read (RFC 8216bis, section 4.4.2.3).</summary>
    public const string PlaylistVariableInvalid = "playlist-variable-invalid";

    /// <summary>
    /// An address has a scheme (such as <c>https:</c> or <c>data:</c>) or a host, or begins with a slash, and <see cref="PlaylistGrant.AllowedOrigins"/> does not
    /// list it.
    /// </summary>
    public const string PlaylistUriAbsolute = "playlist-uri-absolute";

    /// <summary>An address has a query or a fragment, which cannot be part of a signed URL.</summary>
    public const string PlaylistUriQuery = "playlist-uri-query";

    /// <summary>An address has a <c>.</c> or <c>..</c> segment.</summary>
    public const string PlaylistUriParent = "playlist-uri-parent";

    /// <summary>The percent-encoding of an address is incomplete, or stands for a slash, a backslash, a control character, or text that is not UTF-8.</summary>
    public const string PlaylistUriEncoding = "playlist-uri-encoding";

    /// <summary>An address is empty or too long, or is no valid object key: a backslash, or an empty segment.</summary>
    public const string PlaylistUriInvalid = "playlist-uri-invalid";

    /// <summary>The extension of an address is not one of those that the grant allows.</summary>
    public const string PlaylistExtensionNotAllowed = "playlist-extension-not-allowed";

    /// <summary>The playlist names other playlists, and the grant has no <see cref="PlaylistGrant.ChildAddress"/>.</summary>
    public const string PlaylistChildNotAllowed = "playlist-child-not-allowed";

    /// <summary>The playlist names decryption keys, and the grant has no <see cref="PlaylistGrant.KeyAddress"/>.</summary>
    public const string PlaylistKeyNotAllowed = "playlist-key-not-allowed";

    /// <summary>The playlist names an object both as a decryption key and as media. Keys are never presigned.</summary>
    public const string PlaylistKeyAsMedia = "playlist-key-as-media";

    /// <summary>
    /// The MPD is not static (<c>MPD@type</c>): players make the addresses of new segments themselves, so that they cannot be signed in advance.
    /// </summary>
    public const string PlaylistDynamic = "playlist-dynamic";

    /// <summary>
    /// The MPD has something that makes players load an address that is not signed, or add a query to one that is: remote elements (<c>xlink:href</c>),
    /// <c>Location</c>, <c>ContentSteering</c>, <c>ClientDataReporting</c>, several <c>BaseURL</c>s, and so on. The message says which.
    /// </summary>
    public const string PlaylistElementNotAllowed = "playlist-element-not-allowed";

    /// <summary>
    /// A <c>SegmentTemplate</c> or <c>SegmentTimeline</c> of an MPD cannot be written out: an unknown identifier, or a number of segments that does not follow from
    /// the MPD (ISO/IEC 23009-1, clauses 5.3.9.4 and 5.3.9.6).
    /// </summary>
    public const string PlaylistTemplateInvalid = "playlist-template-invalid";
}
