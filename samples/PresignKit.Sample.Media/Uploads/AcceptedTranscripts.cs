using Microsoft.EntityFrameworkCore;
using PresignKit.AspNetCore;
using PresignKit.Sample.Media.Catalogue;

namespace PresignKit.Sample.Media.Uploads;

/// <summary>Puts verified transcripts beside their videos. A new one takes the place of the old one, which is deleted from the store.</summary>
internal sealed class AcceptedTranscripts(MediaCatalogue catalogue, DiscardedObjects discarded, TimeProvider time)
{
    /// <summary>The name under which a slot's context carries the video's id.</summary>
    public const string MediaId = "mediaId";

    /// <summary>What was answered before for this slot; null where nothing was, or where a later transcript took its place.</summary>
    public async ValueTask<UploadReceipt?> FindAsync(CompletionAttempt attempt, CancellationToken cancellationToken)
    {
        // Asked twice in one request, and the second time for what another request has done meanwhile: from the database each time.
        var mediaId = attempt.Context[MediaId];
        var item = await catalogue.Items.AsNoTracking()
            .SingleOrDefaultAsync(found => found.Id == mediaId && found.UserId == attempt.UserId, cancellationToken);
        return item?.Transcript is { } transcript && transcript.SlotKey == attempt.SlotKey.Value ? Receipt(item, transcript) : null;
    }

    public async ValueTask<UploadReceipt> AcceptAsync(CompletedUpload upload, CancellationToken cancellationToken)
    {
        // One that was replaced, but could not be deleted then, is wanted again: it is not to be deleted any more.
        await catalogue.Discarded.Where(d => d.Key == upload.Key.Value).ExecuteDeleteAsync(cancellationToken);
        var item = await catalogue.ChangeAsync(upload.UserId, upload.Context[MediaId], found => Replace(found, upload), cancellationToken);
        if (item?.Transcript is not { } transcript)
        {
            // The video was deleted while its transcript was on the way.
            await discarded.AddAsync([upload.Key.Value, upload.SlotKey.Value], cancellationToken);
            await discarded.DeleteAsync(CancellationToken.None);
            throw new PolicyViolationException(EndpointErrorCodes.NotFound, "The video that the transcript belongs to has been deleted.");
        }

        await discarded.DeleteAsync(CancellationToken.None);
        return Receipt(item, transcript);
    }

    private void Replace(MediaItem item, CompletedUpload upload)
    {
        // The first version of a slot is the one that counts, whatever else was uploaded with it meanwhile.
        if (item.Transcript?.SlotKey == upload.SlotKey.Value)
        {
            return;
        }

        if (item.Transcript is { } old)
        {
            catalogue.Discarded.Add(new() { Key = old.Key });
        }

        item.Transcript = new()
        {
            SlotKey = upload.SlotKey.Value,
            Key = upload.Key.Value,
            FileName = upload.FileName,
            ContentType = upload.ContentType,
            Size = upload.Size,
            UploadedAt = time.GetUtcNow(),
        };
    }

    private static UploadReceipt Receipt(MediaItem item, Transcript transcript) => new(item.Id, new ObjectKey(transcript.Key));
}
