using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PresignKit.AspNetCore.Startup;

/// <summary>
/// Refuses to start if no authorization is configured for the endpoints. It is a startup filter, not a hosted service, so it runs when
/// the pipeline is complete (the endpoints have the conventions of all surrounding groups) and before the server listens.
/// </summary>
internal sealed class AuthorizationCheck : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        Check(app.ApplicationServices);
    };

    private static void Check(IServiceProvider services)
    {
        if (services.GetService<IOptions<AuthorizationOptions>>()?.Value.FallbackPolicy is not null)
        {
            return;
        }

        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints)
        {
            if (endpoint.Metadata.GetMetadata<PresignKitEndpoint>() is { } mapped
                && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
                && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null
                && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            {
                throw new InvalidOperationException(
                    $"No authorization is configured for the endpoints of {mapped.Mapping}. Call "
                    + $"app.{mapped.Mapping}.RequireAuthorization() for signed-in users, "
                    + $"app.{mapped.Mapping}.AllowAnonymous() if everyone may call them and IPresignKitApplication decides, "
                    + "or set AuthorizationOptions.FallbackPolicy.");
            }
        }
    }
}
