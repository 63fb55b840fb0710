using Microsoft.EntityFrameworkCore;

namespace PresignKit.Sample.Media.Catalog;

/// <summary>Deletes objects from the store that the catalog no longer needs.</summary>
internal sealed partial class DiscardedObjects(MediaCatalog catalog, IObjectStore store, TimeProvider time, ILogger<DiscardedObjects> log)
{
    /// <summary>Longer than any slot can be completed: at most 7 days, an hour of grace, and the completion itself.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(8);

    /// <summary>
    /// Deletes every discarded object. If the store does not delete one, it stays recorded, and the next call or the next start tries
    /// again.
    /// </summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        foreach (var key in await catalog.Discarded.Where(d => d.DeletedAt == null).Select(d => d.Key).ToListAsync(cancellationToken))
        {
            await DeleteAsync(key, cancellationToken);
        }
    }

    /// <summary>Deletes the discarded folders again: when the process ended, a stream may have been written to one of them.</summary>
    public async Task DeleteFoldersAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in await catalog.Discarded.Where(d => d.Key.EndsWith('/')).Select(d => d.Key).ToListAsync(cancellationToken))
        {
            await DeleteAsync(folder, cancellationToken);
        }
    }

    /// <summary>Deletes one discarded object, or all objects in a discarded folder.</summary>
    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            if (key.EndsWith('/'))
            {
                await foreach (var found in store.ListAsync(key, cancellationToken))
                {
                    await store.DeleteAsync(new ObjectKey(found.Key), cancellationToken);
                }
            }
            else
            {
                await store.DeleteAsync(new ObjectKey(key), cancellationToken);
            }

            var now = time.GetUtcNow();
            await catalog.Discarded.Where(d => d.Key == key).ExecuteUpdateAsync(d => d.SetProperty(x => x.DeletedAt, now), cancellationToken);
        }
        catch (StoreException e)
        {
            LogNotDeleted(key, e.Code);
        }
    }

    /// <summary>Forgets deleted objects whose slots can no longer be completed.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - Remembered;
        return catalog.Discarded.Where(d => d.DeletedAt < before).ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The store did not delete {Key} ({Code}). Deletion is retried later.")]
    private partial void LogNotDeleted(string key, string code);
}
