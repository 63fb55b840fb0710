using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PresignKit.AspNetCore.Startup;

/// <summary>Refuses to start if no authorization is configured for the endpoints.</summary>
internal sealed class AuthorizationCheck : StartupCheck
{
    protected override void Check(IServiceProvider services)
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
