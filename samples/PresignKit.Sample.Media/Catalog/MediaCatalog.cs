using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PresignKit.Sample.Media.Catalog;

/// <summary>The catalog: one SQLite file.</summary>
internal sealed class MediaCatalog(DbContextOptions<MediaCatalog> options) : DbContext(options)
{
    private const int MaximumAttempts = 5;

    public DbSet<MediaItem> Items => Set<MediaItem>();

    public DbSet<DiscardedObject> Discarded => Set<DiscardedObject>();

    /// <summary>A user's own item; null for everything else, so that users cannot find out which IDs of others exist.</summary>
    public Task<MediaItem?> FindAsync(string? userId, string id, CancellationToken cancellationToken) =>
        Items.SingleOrDefaultAsync(item => item.Id == id && item.UserId == userId, cancellationToken);

    /// <summary>
    /// Changes a user's own item, or deletes it, and saves. If another request has changed it in the meantime, it is read and changed
    /// again, so that no transcript is lost between two changes.
    /// </summary>
    /// <returns>The changed item; null if the user has no item with this ID.</returns>
    public Task<MediaItem?> ChangeAsync(string? userId, string id, Action<MediaItem> change, CancellationToken cancellationToken) => ChangeAsync(
        userId,
        id,
        item =>
        {
            change(item);
            return Task.CompletedTask;
        },
        cancellationToken);

    /// <summary>As <see cref="ChangeAsync(string?, string, Action{MediaItem}, CancellationToken)"/>, for a change that reads from the catalog.</summary>
    public async Task<MediaItem?> ChangeAsync(
        string? userId, string id, Func<MediaItem, Task> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await FindAsync(userId, id, cancellationToken) is not { } item)
            {
                return null;
            }

            await change(item);
            item.Revision++;
            try
            {
                await SaveChangesAsync(cancellationToken);
                return item;
            }
            catch (DbUpdateException) when (attempt < MaximumAttempts)
            {
                ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Whether the object that came through a slot has been discarded, so that the slot must not be accepted again.</summary>
    public Task<bool> IsDiscardedAsync(string slotKey, CancellationToken cancellationToken) =>
        Discarded.AnyAsync(discarded => discarded.SlotKey == slotKey, cancellationToken);

    /// <summary>Removes an item, and records its objects for deletion.</summary>
    public void Discard(MediaItem item)
    {
        Discarded.Add(new() { Key = item.Key, SlotKey = item.SlotKey });
        if (item.Transcript is { } transcript)
        {
            Discarded.Add(new() { Key = transcript.Key, SlotKey = transcript.SlotKey });
        }

        // All that is in the folder, also what is written to it at this moment.
        if (item.StreamState != StreamState.None)
        {
            Discarded.Add(new() { Key = StreamFolder.Of(item.Id), SlotKey = item.SlotKey });
        }

        Items.Remove(item);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<MediaItem>(item =>
        {
            item.HasIndex(i => i.SlotKey).IsUnique();
            item.HasIndex(i => new { i.UserId, i.UploadedAt });
            item.Property(i => i.Revision).IsConcurrencyToken();
            Milliseconds(item.Property(i => i.UploadedAt));
            item.OwnsOne(i => i.Transcript, transcript =>
            {
                transcript.HasIndex(t => t.SlotKey).IsUnique();
                Milliseconds(transcript.Property(t => t.UploadedAt));
            });
            item.OwnsOne(i => i.Stream);
        });
        modelBuilder.Entity<DiscardedObject>(discarded =>
        {
            discarded.HasKey(d => d.Key);
            discarded.HasIndex(d => d.SlotKey);
            discarded.Property(d => d.DeletedAt).HasConversion<DateTimeOffsetToMilliseconds>();
        });
    }

    // SQLite has no type for an instant, and EF Core cannot sort by the text that it would store instead.
    private static void Milliseconds(PropertyBuilder<DateTimeOffset> property) => property.HasConversion<DateTimeOffsetToMilliseconds>();

    private sealed class DateTimeOffsetToMilliseconds() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(), value => DateTimeOffset.FromUnixTimeMilliseconds(value));
}
