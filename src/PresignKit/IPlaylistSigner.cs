using System.Buffers;

namespace PresignKit;

/// <summary>
/// Signs the addresses in playlists of HLS (RFC 8216bis) and static MPDs of DASH (ISO/IEC 23009-1) that are stored beside their segments. Everything else stays
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
    /// There is no such object (<see cref="ErrorCodes.ObjectNotFound"/>), the store cannot be reached, or its credentials are missing. Nothing has been written.
    /// </exception>
    ValueTask<SignedPlaylist> SignAsync(PlaylistGrant grant, IBufferWriter<byte> destination, CancellationToken cancellationToken = default);
}
