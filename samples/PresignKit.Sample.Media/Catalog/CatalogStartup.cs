namespace PresignKit.Sample.Media.Catalog;

/// <summary>Creates the catalog on the first start, and retries deletions that failed before.</summary>
internal sealed class CatalogStartup(IServiceScopeFactory scopes) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MediaCatalog>().Database.EnsureCreatedAsync(cancellationToken);
    }

    // The embedded store has started by now.
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var discarded = scope.ServiceProvider.GetRequiredService<DiscardedObjects>();
        await discarded.DeleteAsync(cancellationToken);
        await discarded.DeleteFoldersAsync(cancellationToken);
        await discarded.ForgetAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
