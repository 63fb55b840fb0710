using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Startup;

namespace PresignKit.AspNetCore.Routing;

/// <summary>What all mapping methods have in common.</summary>
internal static class EndpointMapping
{
    /// <summary>Creates the group that the application gets, and in it the one for our own routes.</summary>
    /// <returns>Both groups, and the text to append to the names of endpoints.</returns>
    public static (RouteGroupBuilder Group, RouteGroupBuilder Routes, string Suffix) Begin(
        IEndpointRouteBuilder endpoints, string prefix, string method)
    {
        var mapped = endpoints.ServiceProvider.GetService<MappedPrefixes>() ?? throw new InvalidOperationException(
            $"{method} needs the services of AddEndpoints. Call "
            + "builder.Services.AddPresignKit(builder.Configuration.GetSection(\"PresignKit\")).AddS3(...).AddEndpoints<MyApplication>(), "
            + "where MyApplication implements IPresignKitApplication.");
        var suffix = mapped.NextSuffix(method);
        var group = endpoints.MapGroup(prefix);

        // What the application adds to the group is its own: it has the group's conventions, but not ours.
        return (group, group.MapGroup(""), suffix);
    }

    /// <summary>Marks the routes, and surrounds them with the failure boundary.</summary>
    /// <param name="endpoints">The application or a route group.</param>
    /// <param name="routes">Our own routes.</param>
    /// <param name="mapping">The call of the application, for messages.</param>
    /// <param name="takesUploads">Whether slots can be opened by some of the routes.</param>
    public static void End(IEndpointRouteBuilder endpoints, RouteGroupBuilder routes, string mapping, bool takesUploads)
    {
        routes.WithTags("PresignKit").DisableCookieRedirect().WithMetadata(new PresignKitEndpoint(mapping, takesUploads));

        // Last, so that everything else is inside, including filters that the application adds to the group.
        var boundary = endpoints.ServiceProvider.GetRequiredService<FailureBoundary>();
        ((IEndpointConventionBuilder)routes).Finally(endpoint =>
            endpoint.RequestDelegate = boundary.Surround(endpoint.RequestDelegate!));
    }
}
