using PresignKit.Sample.Media.Catalog;

namespace PresignKit.Sample.Media.Streams;

/// <summary>The film that comes with the sample: a minute with a counter, as a file and as a stream, with captions.</summary>
internal sealed class DemoFilm(MediaCatalog catalog, DiscardedObjects discarded, StreamFiles files, IWebHostEnvironment environment, TimeProvider time)
{
    private const string VideoName = "demo-film.mp4";
    private const string CaptionsName = "demo-film.vtt";
    private const double Seconds = 60;
    private const int Thumbnails = 10;
    private static readonly int[] Heights = [360, 180];

    /// <summary>Adds the film to a user's library.</summary>
    public async Task<MediaItem> AddAsync(string userId, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(environment.ContentRootPath, "Demo");
        var item = NewItem(userId, folder);

        // First the row: if the process ends in the middle, the user sees the film, and can delete it.
        catalog.Items.Add(item);
        await catalog.SaveChangesAsync(cancellationToken);
        try
        {
            await files.SendAsync(Path.Combine(folder, "film"), FilmFolder(item.Id), cancellationToken);
            await files.SendAsync(Path.Combine(folder, "stream"), StreamFolder.Of(item.Id), cancellationToken);
            return item;
        }
        catch
        {
            await catalog.ChangeAsync(userId, item.Id, catalog.Discard, CancellationToken.None);
            await discarded.DeleteAsync(CancellationToken.None);
            throw;
        }
    }

    private MediaItem NewItem(string userId, string folder)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString("n");
        var captions = FilmFolder(id) + CaptionsName;
        return new()
        {
            Id = id,
            UserId = userId,
            SlotKey = FilmFolder(id) + VideoName,
            Key = FilmFolder(id) + VideoName,
            Title = "Demo film",
            FileName = VideoName,
            ContentType = "video/mp4",
            Size = SizeOf(VideoName),
            UploadedAt = now,
            StreamState = StreamState.Ready,
            Stream = new() { Heights = Heights, Thumbnails = Thumbnails, Seconds = Seconds },
            Transcript = new()
            {
                SlotKey = captions,
                Key = captions,
                FileName = CaptionsName,
                ContentType = "text/vtt",
                Size = SizeOf(CaptionsName),
                UploadedAt = now,
            },
        };

        long SizeOf(string name) => new FileInfo(Path.Combine(folder, "film", name)).Length;
    }

    private static string FilmFolder(string mediaId) => $"demo/{mediaId}/";
}
