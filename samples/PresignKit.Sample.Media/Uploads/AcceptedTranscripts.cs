using Microsoft.EntityFrameworkCore;
using PresignKit.AspNetCore;
using PresignKit.Errors;
using PresignKit.Sample.Media.Catalogue;

namespace PresignKit.Sample.Media.Uploads;

/// <summary>Puts verified transcripts beside their videos. A new one takes the place of the old one, which is deleted from the store.</summary>
internal sealed class AcceptedTranscripts(MediaCatalogue catalogue, DiscardedObjects discarded, TimeProvider time)
{
    /// <summary>The name under which a slot's context carries the video's id.</summary>
    public const string MediaId = "mediaId";

    public async ValueTask<UploadReceipt> AcceptAsync(CompletedUpload upload, CancellationToken cancellationToken)
    {
        // One that was replaced, but could not be deleted then, is wanted again: it is not to be deleted any more.
        await catalogue.Discarded.Where(d => d.Key == upload.Key.Value).ExecuteDeleteAsync(cancellationToken);
        var mediaId = upload.Context[MediaId];
        var item = await catalogue.ChangeAsync(upload.UserId, mediaId, found => Replace(found, upload), cancellationToken);
        if (item is null)
        {
            // The video was deleted while its transcript was on the way.
            catalogue.Discarded.Add(new() { Key = upload.Key.Value });
            await catalogue.SaveChangesAsync(cancellationToken);
        }

        await discarded.DeleteAsync(CancellationToken.None);
        return item is null
            ? throw new PolicyViolationException(EndpointErrorCodes.NotFound, "The video that the transcript belongs to has been deleted.")
            : new UploadReceipt(item.Id);
    }

    private void Replace(MediaItem item, CompletedUpload upload)
    {
        if (item.Transcript?.Key == upload.Key.Value)
        {
            return;
        }

        if (item.Transcript is { } old)
        {
            catalogue.Discarded.Add(new() { Key = old.Key });
        }

        item.Transcript = new()
        {
            Key = upload.Key.Value,
            FileName = upload.FileName,
            ContentType = upload.ContentType,
            Size = upload.Size,
            UploadedAt = time.GetUtcNow(),
        };
    }
}
