using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Playlists;
using PresignKit.AspNetCore.Routing;

// Mapping methods are in the namespace where every application looks for them.
#pragma warning disable IDE0130
namespace Microsoft.AspNetCore.Builder;
#pragma warning restore IDE0130

/// <summary>Maps the endpoints that players of HLS and DASH call.</summary>
public static class PlaylistEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>GET {prefix}/playlists/{id}</c> and <c>GET {prefix}/playlists/{id}/{path}</c>, which return signed playlists of HLS or DASH, and
    /// <c>GET {prefix}/playlist-keys/{id}/{path}</c>, which returns decryption keys. <c>IPresignKitApplication.ResolvePlaylistAsync</c> and
    /// <c>ResolvePlaylistKeyAsync</c> decide about each request. Configure authorization with <c>.RequireAuthorization()</c> or <c>.AllowAnonymous()</c>;
    /// without either one the host does not start.
    /// </summary>
    /// <param name="endpoints">The application or a route group.</param>
    /// <param name="prefix">The path that the routes begin with, such as <c>/api/media</c>.</param>
    /// <returns>The route group, to which you can add conventions: authorization, rate limits, CORS.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> or <paramref name="prefix"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddEndpoints</c> was not called.</exception>
    /// <remarks>No media passes through the application: players load segments from the store.</remarks>
    public static RouteGroupBuilder MapPresignKitPlaylists(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        var (group, routes, suffix) = EndpointMapping.Begin(endpoints, prefix, nameof(MapPresignKitPlaylists));
        PlaylistEndpoint.MapMain(routes).WithName("GetMainPlaylist" + suffix);
        PlaylistEndpoint.MapChild(routes).WithName("GetPlaylist" + suffix);
        PlaylistKeyEndpoint.Map(routes).WithName("GetPlaylistKey" + suffix);
        OtherMethods.Refuse(routes, $"/{PlaylistAddresses.PlaylistSegment}/{{id}}", HttpMethods.Get);
        OtherMethods.Refuse(routes, $"/{PlaylistAddresses.PlaylistSegment}/{{id}}/{{**path}}", HttpMethods.Get);
        OtherMethods.Refuse(routes, $"/{PlaylistAddresses.KeySegment}/{{id}}/{{**path}}", HttpMethods.Get);
        EndpointMapping.End(endpoints, routes, $"{nameof(MapPresignKitPlaylists)}(\"{prefix}\")", takesUploads: false);
        return group;
    }
}
