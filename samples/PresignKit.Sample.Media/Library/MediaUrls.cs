using PresignKit.Sample.Media.Catalog;

namespace PresignKit.Sample.Media.Library;

/// <summary>Signs the URLs that a page needs. The caller has already checked that the item belongs to the user.</summary>
internal sealed class MediaUrls(IPresignedUrlIssuer issuer, HlsJs hlsJs, TimeProvider time)
{
    /// <summary>The URL that a player streams from.</summary>
    public ValueTask<PresignedUrl> StreamAsync(MediaItem item, bool isShort, CancellationToken cancellationToken) => issuer.IssueDownloadUrlAsync(
        new ObjectKey(item.Key),
        new() { Policy = isShort ? MediaPolicies.ShortStream : MediaPolicies.Stream, FileName = item.FileName, ContentType = item.ContentType },
        cancellationToken);

    /// <summary>URLs for the first frames of a whole library, signed with one lookup of credentials.</summary>
    public ValueTask<IReadOnlyList<PresignedUrl>> PreviewsAsync(
        IReadOnlyCollection<MediaItem> items, CancellationToken cancellationToken) => issuer.IssueDownloadUrlsAsync(
            [.. items.Select(item => new ObjectKey(item.Key))], new() { Policy = MediaPolicies.Preview }, cancellationToken);

    /// <param name="item">The video.</param>
    /// <param name="isShort">Whether the player's URLs expire after 20 seconds.</param>
    /// <param name="cancellationToken">Cancels obtaining credentials.</param>
    public async ValueTask<MediaDetail> DetailAsync(MediaItem item, bool isShort, CancellationToken cancellationToken)
    {
        var video = await StreamAsync(item, isShort, cancellationToken);
        var download = await SaveAsync(item.Key, item.FileName, item.ContentType, cancellationToken);
        var transcript = item.Transcript is null ? null : await TranscriptAsync(item.Transcript, cancellationToken);
        return new(
            item.Id,
            item.Title,
            item.FileName,
            item.ContentType,
            item.Size,
            item.UploadedAt,
            HasTranscript: transcript is not null,
            new VideoSource(
                video.RevealUrl(), video.ExpiresAt, UrlRefresh.After(video.ExpiresAt, time.GetUtcNow()).TotalSeconds, item.ContentType),
            await StreamSourceAsync(item, isShort, cancellationToken),
            item.StreamState == StreamState.Waiting,
            transcript,
            new DownloadSource(download.RevealUrl(), item.FileName, download.ExpiresAt));
    }

    private async ValueTask<StreamSource?> StreamSourceAsync(MediaItem item, bool isShort, CancellationToken cancellationToken)
    {
        if (item is not { StreamState: StreamState.Ready, Stream: { } stream })
        {
            return null;
        }

        // All pictures in one call.
        var pictures = await issuer.IssueDownloadUrlsAsync(
            [.. Enumerable.Range(1, stream.Thumbnails).Select(number => new ObjectKey(StreamFolder.Of(item.Id) + StreamFolder.ThumbnailOf(number)))],
            new() { Policy = MediaPolicies.Preview },
            cancellationToken);
        var apart = stream.Seconds / Math.Max(1, stream.Thumbnails);
        return new(
            StreamAddress.Of(item.Id, isShort),
            hlsJs.Address,
            [.. stream.Heights.Select((height, quality) => new StreamQuality(height, StreamAddress.Of(item.Id, isShort, quality)))],
            [.. pictures.Select((picture, i) => new StreamThumbnail(picture.RevealUrl(), (i + 0.5) * apart))]);
    }

    private async ValueTask<TranscriptSource> TranscriptAsync(Transcript transcript, CancellationToken cancellationToken)
    {
        // States the encoding, so that browsers do not guess.
        var contentType = transcript.ContentType + "; charset=utf-8";
        var url = await issuer.IssueDownloadUrlAsync(
            new ObjectKey(transcript.Key),
            new() { Policy = MediaPolicies.Stream, FileName = transcript.FileName, ContentType = contentType },
            cancellationToken);
        var download = await SaveAsync(transcript.Key, transcript.FileName, contentType, cancellationToken);
        return new(
            url.RevealUrl(),
            transcript.ContentType == "text/vtt" ? "vtt" : "txt",
            transcript.FileName,
            transcript.ContentType,
            transcript.Size,
            download.RevealUrl(),
            url.ExpiresAt);
    }

    private ValueTask<PresignedUrl> SaveAsync(
        string key, string fileName, string contentType, CancellationToken cancellationToken) => issuer.IssueDownloadUrlAsync(
            new ObjectKey(key),
            new() { Policy = MediaPolicies.Save, FileName = fileName, ContentType = contentType },
            cancellationToken);
}
