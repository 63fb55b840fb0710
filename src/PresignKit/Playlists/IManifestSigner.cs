using System.Buffers;

namespace PresignKit.Playlists;

/// <summary>Signs the playlists of DASH, whose keys end in <c>.mpd</c>.</summary>
internal interface IManifestSigner
{
    /// <summary>Checks all of an MPD, and then writes it with signed addresses.</summary>
    /// <param name="content">The MPD.</param>
    /// <param name="issuer">Signs.</param>
    /// <param name="grant">What the MPD may name.</param>
    /// <param name="destination">Receives the MPD.</param>
    /// <param name="cancellationToken">Cancels obtaining credentials.</param>
    /// <exception cref="PlaylistException">It is refused. Nothing has been written.</exception>
    ValueTask<SignedPlaylist> SignAsync(
        PlaylistContent content, IPresignedUrlIssuer issuer, PlaylistGrant grant, IBufferWriter<byte> destination, CancellationToken cancellationToken);
}
