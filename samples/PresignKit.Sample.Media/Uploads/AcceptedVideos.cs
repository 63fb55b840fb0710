using Microsoft.EntityFrameworkCore;
using PresignKit.AspNetCore;
using PresignKit.Sample.Media.Catalog;
using PresignKit.Sample.Media.Library;

namespace PresignKit.Sample.Media.Uploads;

/// <summary>Writes verified videos to the catalog: one row for each slot, even if it is completed several times or simultaneously.</summary>
internal sealed class AcceptedVideos(MediaCatalog catalog, TimeProvider time)
{
    /// <summary>The earlier verdict for this slot; null if there is none.</summary>
    public async ValueTask<UploadVerdict?> FindAsync(ObjectKey slotKey, CancellationToken cancellationToken) =>
        await catalog.Items.AsNoTracking().SingleOrDefaultAsync(item => item.SlotKey == slotKey.Value, cancellationToken) is { } item
            ? Accepted(item)
            : null;

    public async ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken)
    {
        var item = NewItem(ticket, verified);

        // A slot that is still open can upload a deleted object again; then it must not be deleted.
        await catalog.Discarded.Where(discarded => discarded.Key == item.Key).ExecuteDeleteAsync(cancellationToken);
        catalog.Items.Add(item);
        try
        {
            await catalog.SaveChangesAsync(cancellationToken);
            return Accepted(item);
        }
        catch (DbUpdateException)
        {
            // The unique index decides between two completions of one slot: the other one wrote the row, and its verdict counts.
            catalog.ChangeTracker.Clear();
            if (await FindAsync(ticket.SlotKey, cancellationToken) is { } verdict)
            {
                return verdict;
            }

            throw;
        }
    }

    private MediaItem NewItem(UploadTicket ticket, VerifiedObject verified)
    {
        var now = time.GetUtcNow();
        return new()
        {
            Id = Guid.CreateVersion7(now).ToString("n"),
            UserId = ticket.UserId ?? throw new InvalidOperationException("Every slot of this application belongs to a user."),
            SlotKey = ticket.SlotKey.Value,
            Key = verified.Key.Value,
            Title = MediaTitle.Of(ticket.FileName),
            FileName = ticket.FileName,
            ContentType = ticket.ContentType,
            Size = ticket.Size,
            UploadedAt = now,
        };
    }

    private static UploadVerdict Accepted(MediaItem item) => UploadVerdict.Accepted(item.Id, new ObjectKey(item.Key));
}
