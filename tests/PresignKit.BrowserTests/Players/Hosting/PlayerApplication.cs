using PresignKit.AspNetCore;

namespace PresignKit.BrowserTests.Players.Hosting;

/// <summary>Every film is in a folder of its own, and only Anna may see it, until it is withdrawn.</summary>
internal sealed class PlayerApplication(PlayerRights rights) : IPresignKitApplication
{
    public ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadTicket ticket, CancellationToken cancellationToken) => new(
        rights.Allows(ticket.UserId) ? new DownloadTarget(new($"films/{ticket.Id}/film.mp4"), new() { Policy = "stream", ContentType = "video/mp4" }) : null);

    public ValueTask<PlaylistGrant?> ResolvePlaylistAsync(PlaylistTicket ticket, CancellationToken cancellationToken) => new(
        rights.Allows(ticket.UserId)
            ? new PlaylistGrant { Playlist = new($"films/{ticket.Id}/index.m3u8"), Root = $"films/{ticket.Id}/", Request = new() { Policy = "stream" } }
            : null);

    public ValueTask<PlaylistKey?> ResolvePlaylistKeyAsync(PlaylistTicket ticket, CancellationToken cancellationToken) => new(
        rights.Allows(ticket.UserId) ? PlaylistKey.FromStore(new($"films/{ticket.Id}/{ticket.Path}")) : null);
}
