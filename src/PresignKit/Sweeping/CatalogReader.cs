using Microsoft.Extensions.DependencyInjection;

namespace PresignKit.Sweeping;

/// <summary>Asks the application's catalog, in a scope of its own each time, as catalogs use scoped database contexts.</summary>
internal sealed class CatalogReader(IServiceProvider services)
{
    /// <summary>Whether there is a catalog. A container that cannot tell is asked for it each time, which fails if there is none.</summary>
    public bool IsRegistered => services.GetService<IServiceProviderIsService>()?.IsService(typeof(IUploadCatalog)) ?? true;

    /// <returns>The answer; or why there is none.</returns>
    public async Task<(CatalogAnswer? Answer, string? Failure)> AskAsync(
        IReadOnlyCollection<SweptObject> objects, CancellationToken cancellationToken)
    {
        try
        {
            var scope = services.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var catalog = scope.ServiceProvider.GetRequiredService<IUploadCatalog>();
                var entries = await catalog.FindAsync(objects, cancellationToken).ConfigureAwait(false);
                return (new(entries), null);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever is wrong with the catalog, the objects are kept.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // The message of an application's exception may contain anything.
            return (null, $"The upload catalog threw {exception.GetType().Name}.");
        }
    }
}
