using Microsoft.EntityFrameworkCore;

namespace PresignKit.Sample.Media.Catalog;

/// <summary>Deletes objects from the store that the catalog no longer needs.</summary>
internal sealed partial class DiscardedObjects(MediaCatalog catalog, IObjectStore store, ILogger<DiscardedObjects> log)
{
    /// <summary>
    /// Deletes every discarded object. If the store does not delete one, it stays recorded, and the next call or the next start tries
    /// again.
    /// </summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        foreach (var discarded in await catalog.Discarded.AsNoTracking().ToListAsync(cancellationToken))
        {
            try
            {
                await store.DeleteAsync(new ObjectKey(discarded.Key), cancellationToken);
                await catalog.Discarded.Where(d => d.Key == discarded.Key).ExecuteDeleteAsync(cancellationToken);
            }
            catch (StoreException e)
            {
                LogNotDeleted(discarded.Key, e.Code);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The store did not delete {Key} ({Code}). Deletion is retried later.")]
    private partial void LogNotDeleted(string key, string code);
}
