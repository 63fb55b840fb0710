using System.Data;
using Microsoft.EntityFrameworkCore;
using PresignKit.AspNetCore;
using PresignKit.Sample.Media.Catalog;
using PresignKit.Sample.Media.Library;
using PresignKit.Sample.Media.Streams;

namespace PresignKit.Sample.Media.Uploads;

/// <summary>Writes verified videos to the catalog: one row for each slot, even if it is completed several times or simultaneously.</summary>
internal sealed class AcceptedVideos(MediaCatalog catalog, Ffmpeg ffmpeg, StreamQueue streams, TimeProvider time)
{
    /// <summary>The earlier verdict for this slot; null if there is none.</summary>
    public async ValueTask<UploadVerdict?> FindAsync(ObjectKey slotKey, CancellationToken cancellationToken) =>
        await catalog.Items.AsNoTracking().SingleOrDefaultAsync(item => item.SlotKey == slotKey.Value, cancellationToken) is { } item
            ? Accepted(item)
            : null;

    public async ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken)
    {
        // One transaction: a video that is deleted in the meantime is found in one of the two tables.
        await using var transaction = await catalog.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        if (await FindAsync(ticket.SlotKey, cancellationToken) is { } verdict)
        {
            return verdict;
        }

        if (await catalog.IsDiscardedAsync(ticket.SlotKey.Value, cancellationToken))
        {
            return UploadVerdict.Rejected("video-deleted", "The video has been deleted.", StatusCodes.Status410Gone);
        }

        var item = NewItem(ticket, verified);
        catalog.Items.Add(item);
        await catalog.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        streams.Wake();
        return Accepted(item);
    }

    /// <summary>Removes the row of a video whose object no longer exists.</summary>
    public Task WithdrawAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
        catalog.Items.Where(item => item.SlotKey == ticket.SlotKey.Value).ExecuteDeleteAsync(cancellationToken);

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
            Size = verified.Size,
            UploadedAt = now,
            StreamState = ffmpeg.IsUsable ? StreamState.Waiting : StreamState.None,
        };
    }

    private static UploadVerdict Accepted(MediaItem item) => UploadVerdict.Accepted(item.Id, new ObjectKey(item.Key));
}
