using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Logging;

namespace PresignKit.AspNetCore.Playlists;

/// <summary>GET /playlists/{id} and /playlists/{id}/{path}: the application grants, then the playlist is checked, signed, and sent.</summary>
internal sealed class PlaylistEndpoint(IPlaylistSigner signer, UserIdentity identity, TimeProvider clock, ILogger<PlaylistEndpoint> logger)
{
    /// <summary>After how many seconds a player should have the playlist signed again.</summary>
    public const string RefreshAfter = "PresignKit-Refresh-After";

    private const string Hls = "application/vnd.apple.mpegurl";
    private const string Dash = "application/dash+xml";

    private static readonly string[] Extensions = [".m3u8", ".m3u", ".mpd"];

    public static RouteHandlerBuilder MapMain(IEndpointRouteBuilder routes) =>
        Describe(routes.MapGet($"/{PlaylistAddresses.PlaylistSegment}/{{id}}", HandleMainAsync), "Get the main playlist of a stream");

    public static RouteHandlerBuilder MapChild(IEndpointRouteBuilder routes) =>
        Describe(routes.MapGet($"/{PlaylistAddresses.PlaylistSegment}/{{id}}/{{**path}}", HandleChildAsync), "Get a playlist of a stream");

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string summary) => route
        .WithSummary(summary)
        .WithDescription("Returns a playlist of HLS or DASH whose segments are signed URLs. Other playlists and keys that it names have addresses of this "
            + $"application. The header {RefreshAfter} says after how many seconds to ask again, so that a player always has valid URLs; a playlist without "
            + "signed URLs has none.")
        .Produces(StatusCodes.Status200OK, contentType: Hls, additionalContentTypes: Dash)
        .ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);

    private static Task HandleMainAsync(
        HttpContext context,
        [FromRoute] string id,
        [FromServices] PlaylistEndpoint endpoint,
        [FromServices] IPresignKitApplication application) =>

        // After a slash, relative addresses would lead elsewhere.
        context.Request.Path.Value is [.., '/'] ? throw PlaylistRequest.NotFound() : endpoint.SendAsync(id, path: null, application, context);

    private static Task HandleChildAsync(
        HttpContext context,
        [FromRoute] string id,
        [FromRoute] string path,
        [FromServices] PlaylistEndpoint endpoint,
        [FromServices] IPresignKitApplication application) => endpoint.SendAsync(id, path, application, context);

    private async Task SendAsync(string id, string? path, IPresignKitApplication application, HttpContext context)
    {
        var ticket = PlaylistRequest.Ticket(context, identity, id, path);
        var grant = await application.ResolvePlaylistAsync(ticket, context.RequestAborted).ConfigureAwait(false) ?? throw PlaylistRequest.NotFound();
        using var body = new PooledBody();
        var signed = await SignAsync(ForRequest(grant, id, path), body, context.RequestAborted).ConfigureAwait(false);
        var response = context.Response;
        response.ContentType = signed.ContentType;

        // An MPD is XML that may be a user's; opened as a page of this application, it must not run scripts.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.ContentLength = body.Length;
        var maximumAge = MaximumAge(grant, signed);
        if (maximumAge > 0)
        {
            response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={maximumAge}");
        }

        if (signed.ExpiresAt is { } expiresAt)
        {
            // As if it were asked for at the last moment at which a cache may answer.
            var after = UrlRefresh.After(expiresAt, clock.GetUtcNow() + TimeSpan.FromSeconds(maximumAge));
            response.Headers[RefreshAfter] = after.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        }

        await body.WriteToAsync(response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private async ValueTask<SignedPlaylist> SignAsync(PlaylistGrant grant, PooledBody body, CancellationToken cancellationToken)
    {
        try
        {
            return await signer.SignAsync(grant, body, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ObjectNotFound)
        {
            // The player sees the same answer as without a grant.
            EndpointLog.PlaylistMissing(logger, grant.Playlist);
            throw PlaylistRequest.NotFound();
        }
        catch (PolicyViolationException e)
        {
            // The client chose only an ID and a path: it was the application that requested what its own policy does not allow.
            throw new InvalidOperationException(
                $"ResolvePlaylistAsync returned a grant that its download policy does not allow. Change the grant's Request or the policy. {e.Message}", e);
        }
    }

    // Clients name no keys, but paths below a root that the application chose; only playlists are served under them.
    private static PlaylistGrant ForRequest(PlaylistGrant grant, string id, string? path)
    {
        var playlist = grant.Playlist;
        if (path is not null)
        {
            var isPlaylist = Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
            playlist = isPlaylist && ObjectKey.TryCreate(grant.Root + path, out var named) ? named : throw PlaylistRequest.NotFound();
        }

        return grant with
        {
            Playlist = playlist,
            ChildAddress = grant.ChildAddress ?? PlaylistAddresses.OfPlaylists(id, path),
            KeyAddress = grant.KeyAddress ?? PlaylistAddresses.OfKeys(id, path),
        };
    }

    private long MaximumAge(PlaylistGrant grant, SignedPlaylist signed)
    {
        if (!signed.IsLive || grant.LiveMaximumAge == TimeSpan.Zero)
        {
            return 0;
        }

        // Also what a cache answers last has URLs that are still good for a while.
        var most = signed.ExpiresAt is { } expiresAt ? (expiresAt - clock.GetUtcNow()) / 3 : grant.LiveMaximumAge;
        return (most < grant.LiveMaximumAge ? most : grant.LiveMaximumAge).Ticks / TimeSpan.TicksPerSecond;
    }
}
