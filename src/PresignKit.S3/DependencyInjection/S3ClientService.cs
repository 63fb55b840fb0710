using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Objects;
using PresignKit.S3.Providers;

namespace PresignKit.S3.DependencyInjection;

/// <summary>
/// Offers each store's client of the AWS SDK as a keyed <see cref="IAmazonS3"/>, with the store's endpoint and with credentials that are renewed.
/// It is the client that the backend's own requests use. Also keeps the provider for tenants.
/// </summary>
internal static class S3ClientService
{
    public static void Add(IServiceCollection services, string name)
    {
        services.AddKeyedSingleton<OpenedS3Store>(name);
        services.AddKeyedSingleton<IAmazonS3>(
            name,
            (provider, _) => provider.GetRequiredKeyedService<IObjectStore>(name) is S3ObjectStore store
                ? store.Client
                : throw new InvalidOperationException(
                    $"Store '{name}' has no client yet, because its region is not known until the store has been asked for it. "
                    + $"Set Stores:{name}:Region instead of DiscoverRegion."));
    }
}
