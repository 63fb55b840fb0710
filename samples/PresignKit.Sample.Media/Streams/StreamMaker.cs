using PresignKit.Sample.Media.Catalog;

namespace PresignKit.Sample.Media.Streams;

/// <summary>Makes the stream of one video: from the store to a temporary folder, and from there back to the store.</summary>
internal sealed partial class StreamMaker(
    MediaCatalog catalog, DiscardedObjects discarded, Ffmpeg ffmpeg, StreamFiles files, IObjectStore store, ILogger<StreamMaker> log)
{
    /// <summary>Makes the stream, or records that there is none because ffmpeg cannot read the video.</summary>
    /// <exception cref="IOException">The disk is full. It can be tried again later.</exception>
    /// <exception cref="StoreException">The store failed. It can be tried again later.</exception>
    public async Task MakeAsync(MediaItem item, CancellationToken cancellationToken)
    {
        using var work = new WorkFolder();
        var stream = Directory.CreateDirectory(work.Of("stream")).FullName;
        var ladder = await MakeAsync(item, work.Of("video"), stream, cancellationToken);
        if (ladder is not null)
        {
            await files.SendAsync(stream, StreamFolder.Of(item.Id), cancellationToken);
        }

        await RecordAsync(item, ladder, cancellationToken);
    }

    /// <summary>Records that there is no stream, after many tries.</summary>
    public async Task GiveUpAsync(MediaItem item, CancellationToken cancellationToken)
    {
        LogGivenUp(item.Id, StreamRetries.MostTries);
        await discarded.DeleteAsync(StreamFolder.Of(item.Id), cancellationToken);
        await RecordAsync(item, ladder: null, cancellationToken);
    }

    private async Task<Ladder?> MakeAsync(MediaItem item, string video, string stream, CancellationToken cancellationToken)
    {
        try
        {
            await using (var source = await store.OpenReadAsync(new ObjectKey(item.Key), cancellationToken: cancellationToken))
            await using (var file = File.Create(video))
            {
                await source.CopyToAsync(file, cancellationToken);
            }

            return await ffmpeg.MakeAsync(video, stream, cancellationToken);
        }
        catch (StreamException e)
        {
            LogUnreadable(item.Id, e.Message);
            return null;
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ObjectNotFound)
        {
            // Deleted in the meantime.
            return null;
        }
    }

    private async Task RecordAsync(MediaItem item, Ladder? ladder, CancellationToken cancellationToken)
    {
        var recorded = await catalog.ChangeAsync(
            item.UserId,
            item.Id,
            found =>
            {
                found.StreamState = ladder is null ? StreamState.None : StreamState.Ready;
                found.Stream = ladder is null ? null : new() { Heights = ladder.Heights, Thumbnails = ladder.Thumbnails, Seconds = ladder.Seconds };
            },
            cancellationToken);
        if (recorded is null)
        {
            // The user has deleted the video while its stream was being written.
            await discarded.DeleteAsync(StreamFolder.Of(item.Id), cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "ffmpeg cannot make a stream of video {Id}, which is played as it is: {Reason}")]
    private partial void LogUnreadable(string id, string reason);

    [LoggerMessage(LogLevel.Error, "The stream of video {Id} was not made in {Tries} tries. The video is played as it is.")]
    private partial void LogGivenUp(string id, int tries);
}
