using System.Buffers;

namespace PresignKit;

/// <summary>
/// Signs the addresses in playlists of HLS (RFC 8216bis) and static MPDs of DASH (ISO/IEC 23009-1) that are stored with their segments. Everything else stays
/// as it is, byte for byte; only templates and timelines of an MPD are written out as lists.
/// </summary>
/// <remarks>PresignKit performs no authorization: check permissions before you make a <see cref="PlaylistGrant"/>.</remarks>
public interface IPlaylistSigner
{
    /// <summary>
    /// Reads a playlist from its store, checks all of it, and writes it with signed addresses. Nothing that the playlist names is read. The text is
    /// as secret as the URLs in it; everyone who has it can read each of the segments by GET until <see cref="SignedPlaylist.ExpiresAt"/>.
    /// </summary>
    /// <param name="grant">Which playlist, and what it may name.</param>
    /// <param name="destination">Receives the playlist. Nothing is written before all of it has been checked.</param>
    /// <param name="cancellationToken">Cancels reading the playlist and obtaining credentials.</param>
    /// <returns>What was signed, and when it expires.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The grant is invalid: for example, the playlist is not under the root. Nothing has been written.</exception>
    /// <exception cref="PlaylistException">The playlist is refused, with a code of <see cref="PlaylistErrorCodes"/>. Nothing has been written.</exception>
    /// <exception cref="PolicyViolationException">The download policy does not exist, or does not allow the request. Nothing has been written.</exception>
    /// <exception cref="StoreException">
    /// There is no such object (<see cref="ErrorCodes.ObjectNotFound"/>), the store cannot be reached, or its credentials are missing. Nothing has been
    /// written.
    /// </exception>
    ValueTask<SignedPlaylist> SignAsync(PlaylistGrant grant, IBufferWriter<byte> destination, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a playlist of HLS from its store, checks all of it, and writes it so that one text serves everybody: instead of signatures, its addresses, also
    /// those of other playlists, have variables that players take from the query of the playlist's own address (<c>EXT-X-DEFINE</c> with <c>QUERYPARAM</c>,
    /// RFC 8216bis, section 4.4.2.3). The text is not secret, and may be cached and stored. Anyone who has a query that is signed for the folder, for example
    /// from a CDN, adds it to the address of the playlist. hls.js, Shaka Player, and AVPlayer can do that; the player of video.js cannot.
    /// </summary>
    /// <param name="grant">
    /// Which playlist, and what it may name. <see cref="PlaylistGrant.ChildAddress"/>, <see cref="PlaylistGrant.KeyAddress"/>, and the request are not
    /// used. An MPD (<c>.mpd</c>) has no such variables.
    /// </param>
    /// <param name="queryParameters">
    /// The names of the parameters: letters, digits, <c>-</c>, or <c>_</c>. One with hyphens is taken from a parameter of the same name without them,
    /// which the address of the playlist must have, too (<c>Key-Pair-Id=K1&amp;KeyPairId=K1</c>), because Shaka Player knows no variables with hyphens. So
    /// they must differ without hyphens, too.
    /// </param>
    /// <param name="destination">Receives the playlist. Nothing is written before all of it has been checked.</param>
    /// <param name="cancellationToken">Cancels reading the playlist.</param>
    /// <returns>What the playlist names. Nothing in it is signed or expires.</returns>
    /// <exception cref="ArgumentException">
    /// The grant is invalid or for an MPD, or there are no parameters, or their names are invalid. Nothing has been written.
    /// </exception>
    /// <exception cref="PlaylistException">
    /// The playlist is refused, with a code of <see cref="PlaylistErrorCodes"/>: also if it names decryption keys in the folder, which everybody with a
    /// signature for the folder could read. Nothing has been written.
    /// </exception>
    /// <exception cref="StoreException">There is no such object, or the store cannot be reached. Nothing has been written.</exception>
    /// <exception cref="NotSupportedException">The implementation cannot do it. The default implementation throws it.</exception>
    ValueTask<SignedPlaylist> WriteSharedAsync(
        PlaylistGrant grant, IReadOnlyList<string> queryParameters, IBufferWriter<byte> destination, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("This signer of playlists writes no shared ones.");
}
