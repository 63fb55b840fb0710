using Microsoft.EntityFrameworkCore;
using PresignKit.AspNetCore;
using PresignKit.Sample.Media.Catalogue;
using PresignKit.Sample.Media.Media;

namespace PresignKit.Sample.Media.Uploads;

/// <summary>Writes verified videos into the catalogue: one row for each slot, however often it is reported, and at once if need be.</summary>
internal sealed class AcceptedVideos(MediaCatalogue catalogue, TimeProvider time)
{
    /// <summary>What was answered before for this slot; null where nothing was.</summary>
    public async ValueTask<UploadReceipt?> FindAsync(ObjectKey slotKey, CancellationToken cancellationToken) =>
        await catalogue.Items.AsNoTracking().SingleOrDefaultAsync(item => item.SlotKey == slotKey.Value, cancellationToken) is { } item
            ? Receipt(item)
            : null;

    public async ValueTask<UploadReceipt> AcceptAsync(CompletedUpload upload, CancellationToken cancellationToken)
    {
        var item = NewItem(upload);

        // A slot that is still open can bring back what was deleted: then it is not to be deleted any more.
        await catalogue.Discarded.Where(discarded => discarded.Key == item.Key).ExecuteDeleteAsync(cancellationToken);
        catalogue.Items.Add(item);
        try
        {
            await catalogue.SaveChangesAsync(cancellationToken);
            return Receipt(item);
        }
        catch (DbUpdateException)
        {
            // The unique index decides between two reports of one slot: the other one wrote the row, and that is the answer.
            catalogue.ChangeTracker.Clear();
            if (await FindAsync(upload.SlotKey, cancellationToken) is { } receipt)
            {
                return receipt;
            }

            throw;
        }
    }

    private MediaItem NewItem(CompletedUpload upload)
    {
        var now = time.GetUtcNow();
        return new()
        {
            Id = Guid.CreateVersion7(now).ToString("n"),
            UserId = upload.UserId ?? throw new InvalidOperationException("Every slot of this application belongs to a user."),
            SlotKey = upload.SlotKey.Value,
            Key = upload.Key.Value,
            Title = MediaTitle.Of(upload.FileName),
            FileName = upload.FileName,
            ContentType = upload.ContentType,
            Size = upload.Size,
            UploadedAt = now,
        };
    }

    private static UploadReceipt Receipt(MediaItem item) => new(item.Id, new ObjectKey(item.Key));
}
