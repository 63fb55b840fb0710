using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Startup;

// Mapping methods are where every application looks for them.
#pragma warning disable IDE0130
namespace Microsoft.AspNetCore.Builder;
#pragma warning restore IDE0130

/// <summary>Maps the endpoints that browsers talk to.</summary>
public static class PresignKitEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>POST {prefix}/slots</c>, <c>POST {prefix}/slots/complete</c> and <c>GET {prefix}/downloads/{id}</c>. Say who may use
    /// them: <c>.RequireAuthorization()</c> or <c>.AllowAnonymous()</c>; without either the host refuses to start.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">The path in front of the routes, such as <c>/api/uploads</c>.</param>
    /// <returns>The group of the routes, for conventions: authorization, rate limits, CORS.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> or <paramref name="prefix"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddEndpoints</c> was not called.</exception>
    /// <remarks>
    /// The POST routes take nothing but <c>application/json</c>, so with cookie authentication another site's page would need a
    /// CORS preflight, which fails unless the application's CORS policy lets that site in. A site that may embed others' scripts
    /// should set its cookies SameSite and, beyond that, use antiforgery tokens of its own in an endpoint filter on the group.
    /// </remarks>
    public static RouteGroupBuilder MapPresignKit(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        var mapped = endpoints.ServiceProvider.GetService<MappedPrefixes>() ?? throw new InvalidOperationException(
            "MapPresignKit needs the services of AddEndpoints: write "
            + "builder.Services.AddPresignKit().AddS3(...).AddEndpoints<MyApplication>(), "
            + "where MyApplication implements IPresignKitApplication.");
        var suffix = mapped.NextSuffix();
        var group = endpoints.MapGroup(prefix);
        OpenSlotEndpoint.Map(group).WithName("OpenUploadSlot" + suffix);
        CompleteSlotEndpoint.Map(group).WithName("CompleteUploadSlot" + suffix);
        DownloadEndpoint.Map(group).WithName("GetDownloadUrl" + suffix);
        group.WithTags("PresignKit").WithMetadata(new PresignKitEndpoint(prefix)).AddEndpointFilter<RouteGroupBuilder, FailureFilter>();
        return group;
    }
}
