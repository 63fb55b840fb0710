using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Limits;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Startup;

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
        var mapped = endpoints.ServiceProvider.GetService<MappedPrefixes>() ?? throw new InvalidOperationException(
            "MapPresignKit needs the services of AddEndpoints. Call "
            + "builder.Services.AddPresignKit(builder.Configuration.GetSection(\"PresignKit\")).AddS3(...).AddEndpoints<MyApplication>(), "
            + "where MyApplication implements IPresignKitApplication.");
        var suffix = mapped.NextSuffix();
        var group = endpoints.MapGroup(prefix);

        // What the application adds to the group is its own: it has the group's conventions, but not ours.
        var routes = group.MapGroup("");
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
        routes.WithTags("PresignKit").DisableCookieRedirect().WithMetadata(new PresignKitEndpoint(prefix));

        // Last, so that everything else is inside, including filters that the application adds to the group.
        var boundary = endpoints.ServiceProvider.GetRequiredService<FailureBoundary>();
        ((IEndpointConventionBuilder)routes).Finally(endpoint =>
            endpoint.RequestDelegate = boundary.Surround(endpoint.RequestDelegate!));
        return group;
    }
}
