using Microsoft.EntityFrameworkCore;
using PresignKit.AspNetCore;
using PresignKit.Sample.Media.Catalog;

namespace PresignKit.Sample.Media.Uploads;

/// <summary>Adds verified transcripts to their videos. A new one replaces the old one, which is deleted from the store.</summary>
internal sealed class AcceptedTranscripts(MediaCatalog catalog, DiscardedObjects discarded, TimeProvider time)
{
    /// <summary>The name of the entry in a slot's context that contains the video's ID.</summary>
    public const string MediaId = "mediaId";

    /// <summary>The earlier verdict for this slot; null if there is none, or if a later transcript replaced this one.</summary>
    public async ValueTask<UploadVerdict?> FindAsync(UploadTicket ticket, CancellationToken cancellationToken)
    {
        // Called twice in one request, the second time to see what another request has done in the meantime: read from the database each time.
        var mediaId = ticket.Context[MediaId];
        var item = await catalog.Items.AsNoTracking()
            .SingleOrDefaultAsync(found => found.Id == mediaId && found.UserId == ticket.UserId, cancellationToken);
        return item?.Transcript is { } transcript && transcript.SlotKey == ticket.SlotKey.Value ? Accepted(item, transcript) : null;
    }

    public async ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken)
    {
        var isReplaced = false;
        var item = await catalog.ChangeAsync(
            ticket.UserId,
            ticket.Context[MediaId],
            async found =>
            {
                isReplaced = await catalog.IsDiscardedAsync(ticket.SlotKey.Value, cancellationToken);
                if (!isReplaced)
                {
                    Replace(found, ticket, verified);
                }
            },
            cancellationToken);
        if (isReplaced)
        {
            return UploadVerdict.Rejected(
                "transcript-replaced", "The transcript has been replaced by a later one.", StatusCodes.Status410Gone);
        }

        if (item?.Transcript is not { } transcript)
        {
            // The video was deleted while its transcript was being uploaded. PresignKit deletes what was uploaded.
            return UploadVerdict.Rejected(
                "video-not-found", "The video that the transcript belongs to has been deleted.", StatusCodes.Status404NotFound);
        }

        await discarded.DeleteAsync(CancellationToken.None);
        return Accepted(item, transcript);
    }

    /// <summary>Removes the record of a transcript whose object no longer exists.</summary>
    public Task WithdrawAsync(UploadTicket ticket, CancellationToken cancellationToken) => catalog.ChangeAsync(
        ticket.UserId,
        ticket.Context[MediaId],
        item => item.Transcript = item.Transcript?.SlotKey == ticket.SlotKey.Value ? null : item.Transcript,
        cancellationToken);

    private void Replace(MediaItem item, UploadTicket ticket, VerifiedObject verified)
    {
        // Two completions of one slot have the same object.
        if (item.Transcript?.SlotKey == ticket.SlotKey.Value)
        {
            return;
        }

        if (item.Transcript is { } old)
        {
            catalog.Discarded.Add(new() { Key = old.Key, SlotKey = old.SlotKey });
        }

        item.Transcript = new()
        {
            SlotKey = ticket.SlotKey.Value,
            Key = verified.Key.Value,
            FileName = ticket.FileName,
            ContentType = ticket.ContentType,
            Size = verified.Size,
            UploadedAt = time.GetUtcNow(),
        };
    }

    private static UploadVerdict Accepted(MediaItem item, Transcript transcript) =>
        UploadVerdict.Accepted(item.Id, new ObjectKey(transcript.Key));
}
