using Microsoft.AspNetCore.Http;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Playlists;

/// <summary>What the addresses of playlists and of keys have in common.</summary>
internal static class PlaylistRequest
{
    private const int MaximumIdLength = 256;

    /// <summary>The ticket of a request.</summary>
    /// <exception cref="EndpointException">Nothing can exist under the address.</exception>
    public static PlaylistTicket Ticket(HttpContext context, UserIdentity identity, string id, string? path)
    {
        var ticket = new PlaylistTicket { User = context.User, UserId = identity.Find(context.User), Id = id, Path = path };
        return id.Length <= MaximumIdLength && (path is null || PlaylistAddresses.IsPath(path)) ? ticket : throw NotFound();
    }

    public static EndpointException NotFound() => new(EndpointErrorCodes.NotFound, "No stream exists under this address.");
}
