using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PresignKit.AspNetCore.Startup;

/// <summary>
/// Refuses to start if clients could open slots that the application cannot complete: endpoints for uploads are mapped, there are upload policies, and the
/// application leaves methods for uploads to their default implementations. Without a policy, no slot can be opened.
/// </summary>
internal sealed class UploadMethodsCheck : StartupCheck
{
    protected override void Check(IServiceProvider services)
    {
        var mapping = services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<PresignKitEndpoint>())
            .FirstOrDefault(mapped => mapped is { TakesUploads: true })?.Mapping;
        var application = services.GetRequiredService<RegisteredApplication>();
        if (mapping is null
            || services.GetRequiredService<IOptions<PresignKitOptions>>().Value.UploadPolicies is not { Count: > 0 } policies
            || application.FindMissing() is not { Count: > 0 } missing)
        {
            return;
        }

        throw new InvalidOperationException(
            $"{application.Type} does not implement {string.Join(" and ", missing.Select(method => $"IPresignKitApplication.{method}"))}, but "
            + $"app.{mapping} takes uploads under the upload policies {string.Join(", ", policies.Keys.Select(name => $"'{name}'"))}. Implement "
            + $"{string.Join(", ", RegisteredApplication.UploadMethods)}. If clients upload nothing through these endpoints, let AuthorizeUploadAsync return "
            + "UploadDecision.Deny(...), and the other two throw, or remove the policies.");
    }
}
