using Microsoft.EntityFrameworkCore;
using PresignKit.AspNetCore;
using PresignKit.Sample.Media.Catalogue;
using PresignKit.Sample.Media.Media;

namespace PresignKit.Sample.Media.Uploads;

/// <summary>Writes verified videos into the catalogue: one row for each key, however often it is reported, and at once if need be.</summary>
internal sealed class AcceptedVideos(MediaCatalogue catalogue, TimeProvider time)
{
    public async ValueTask<UploadReceipt> AcceptAsync(CompletedUpload upload, CancellationToken cancellationToken)
    {
        var key = upload.Key.Value;
        return new UploadReceipt(await FindAsync(key, cancellationToken) ?? await AddAsync(key, upload, cancellationToken));
    }

    private async Task<string> AddAsync(string key, CompletedUpload upload, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        MediaItem item = new()
        {
            Id = Guid.CreateVersion7(now).ToString("n"),
            UserId = upload.UserId ?? throw new InvalidOperationException("Every slot of this application belongs to a user."),
            Key = key,
            Title = MediaTitle.Of(upload.FileName),
            FileName = upload.FileName,
            ContentType = upload.ContentType,
            Size = upload.Size,
            UploadedAt = now,
        };

        // A slot that is still open can bring back what was deleted: then it is not to be deleted any more.
        await catalogue.Discarded.Where(discarded => discarded.Key == key).ExecuteDeleteAsync(cancellationToken);
        catalogue.Items.Add(item);
        try
        {
            await catalogue.SaveChangesAsync(cancellationToken);
            return item.Id;
        }
        catch (DbUpdateException)
        {
            // The unique index decides between two reports of one upload: the other one wrote the row, and its id is the answer.
            catalogue.ChangeTracker.Clear();
            if (await FindAsync(key, cancellationToken) is { } id)
            {
                return id;
            }

            throw;
        }
    }

    private Task<string?> FindAsync(string key, CancellationToken cancellationToken) =>
        catalogue.Items.Where(item => item.Key == key).Select(item => (string?)item.Id).SingleOrDefaultAsync(cancellationToken);
}
