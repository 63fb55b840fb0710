using Microsoft.EntityFrameworkCore;

namespace PresignKit.Sample.Media.Catalogue;

/// <summary>Deletes from the store what the catalogue has let go of.</summary>
internal sealed partial class DiscardedObjects(MediaCatalogue catalogue, IObjectStore store, ILogger<DiscardedObjects> log)
{
    /// <summary>Notes objects that nothing has referred to yet.</summary>
    public async Task AddAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
        {
            if (!await catalogue.Discarded.AnyAsync(discarded => discarded.Key == key, cancellationToken))
            {
                catalogue.Discarded.Add(new() { Key = key });
            }
        }

        await catalogue.SaveChangesAsync(cancellationToken);
    }

    /// <summary>
    /// Deletes every discarded object. One that the store does not delete now stays noted, and the next call, or the next start,
    /// tries again.
    /// </summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        foreach (var discarded in await catalogue.Discarded.AsNoTracking().ToListAsync(cancellationToken))
        {
            try
            {
                await store.DeleteAsync(new ObjectKey(discarded.Key), cancellationToken);
                await catalogue.Discarded.Where(d => d.Key == discarded.Key).ExecuteDeleteAsync(cancellationToken);
            }
            catch (StoreException e)
            {
                LogNotDeleted(discarded.Key, e.Code);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The store did not delete {Key} ({Code}). It is noted and will be tried again.")]
    private partial void LogNotDeleted(string key, string code);
}
