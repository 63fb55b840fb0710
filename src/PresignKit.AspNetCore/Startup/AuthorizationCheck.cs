using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PresignKit.AspNetCore.Startup;

/// <summary>
/// Refuses to start where nobody decided who may use the endpoints. A start-up filter and not a hosted service: it runs when
/// the pipeline is complete, so the endpoints have the conventions of every group around them, and before the server listens.
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
                    $"Nobody decided who may use the endpoints of MapPresignKit(\"{mapped.Prefix}\"). Write "
                    + $"app.MapPresignKit(\"{mapped.Prefix}\").RequireAuthorization() for signed-in users, "
                    + $"app.MapPresignKit(\"{mapped.Prefix}\").AllowAnonymous() where everybody may ask and IPresignKitApplication decides, "
                    + "or set AuthorizationOptions.FallbackPolicy.");
            }
        }
    }
}
