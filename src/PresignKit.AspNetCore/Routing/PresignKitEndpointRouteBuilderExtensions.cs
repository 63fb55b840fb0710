using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Limits;
using PresignKit.AspNetCore.Routing;

// Mapping methods are in the namespace where every application looks for them.
#pragma warning disable IDE0130
namespace Microsoft.AspNetCore.Builder;
#pragma warning restore IDE0130

/// <summary>Maps the endpoints that browsers call.</summary>
public static class PresignKitEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>POST {prefix}/slots</c>, <c>POST {prefix}/slots/complete</c>, <c>POST {prefix}/slots/abort</c>, and
    /// <c>GET {prefix}/downloads/{id}</c>; for uploads in parts also <c>POST {prefix}/slots/parts</c>, <c>POST {prefix}/slots/uploaded</c>, and
    /// <c>POST {prefix}/slots/renew</c>. Configure authorization with <c>.RequireAuthorization()</c> or <c>.AllowAnonymous()</c>; without either
    /// one the host does not start.
    /// </summary>
    /// <param name="endpoints">The application or a route group.</param>
    /// <param name="prefix">The path that the routes begin with, such as <c>/api/uploads</c>.</param>
    /// <returns>The route group, to which you can add conventions: authorization, rate limits, CORS.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> or <paramref name="prefix"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddEndpoints</c> was not called.</exception>
    /// <remarks>
    /// The POST routes accept only <c>application/json</c>. With cookie authentication, a page of another site would therefore need a CORS
    /// preflight, which fails unless the application's CORS policy allows that site. For more protection, set the cookies to SameSite and
    /// check antiforgery tokens in an endpoint filter on the group.
    /// </remarks>
    public static RouteGroupBuilder MapPresignKit(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        var (group, routes, suffix) = EndpointMapping.Begin(endpoints, prefix, nameof(MapPresignKit));
        OpenSlotEndpoint.Map(routes).WithName("OpenUploadSlot" + suffix).AddEndpointFilter<RouteHandlerBuilder, SlotLimitFilter>();
        CompleteSlotEndpoint.Map(routes).WithName("CompleteUploadSlot" + suffix);
        MultipartEndpoint.MapParts(routes).WithName("SignUploadParts" + suffix);
        MultipartEndpoint.MapUploaded(routes).WithName("ListUploadedParts" + suffix);
        MultipartEndpoint.MapRenew(routes).WithName("RenewUploadSlot" + suffix);
        AbortSlotEndpoint.Map(routes).WithName("AbortUploadSlot" + suffix);
        DownloadEndpoint.Map(routes).WithName("GetDownloadUrl" + suffix);
        OtherMethods.Refuse(routes, "/slots", HttpMethods.Post);
        foreach (var pattern in new[] { "/slots/complete", "/slots/parts", "/slots/uploaded", "/slots/renew", "/slots/abort" })
        {
            OtherMethods.Refuse(routes, pattern, HttpMethods.Post);
        }

        OtherMethods.Refuse(routes, "/downloads/{id}", HttpMethods.Get);
        EndpointMapping.End(endpoints, routes, $"{nameof(MapPresignKit)}(\"{prefix}\")", takesUploads: true);
        return group;
    }
}
