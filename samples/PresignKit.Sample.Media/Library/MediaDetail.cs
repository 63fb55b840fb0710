namespace PresignKit.Sample.Media.Library;

/// <summary>Everything a media page needs, signed URLs included.</summary>
internal sealed record MediaDetail(
    string Id,
    string Title,
    string FileName,
    string ContentType,
    long Size,
    DateTimeOffset UploadedAt,
    bool HasTranscript,
    VideoSource Video,
    StreamSource? Stream,
    bool StreamIsWaiting,
    TranscriptSource? Transcript,
    DownloadSource Download);

/// <summary>What a player plays.</summary>
/// <param name="ExpiresAt">When the URL expires.</param>
/// <param name="RefreshAfter">After how many seconds a page gets a new one.</param>
internal sealed record VideoSource(string Url, DateTimeOffset ExpiresAt, double RefreshAfter, string ContentType);

/// <summary>The same video as HLS.</summary>
/// <param name="Url">The main playlist: an address of this application, which does not expire.</param>
/// <param name="HlsJs">The module of hls.js, if it is installed; null: the browser plays the stream itself, if it can.</param>
internal sealed record StreamSource(string Url, string? HlsJs, IReadOnlyList<StreamQuality> Qualities, IReadOnlyList<StreamThumbnail> Thumbnails);

/// <summary>One quality of a stream.</summary>
/// <param name="Height">The height of the picture in pixels.</param>
/// <param name="Url">Its playlist.</param>
internal sealed record StreamQuality(int Height, string Url);

/// <summary>A picture of the video.</summary>
/// <param name="Seconds">Where in the video it is.</param>
internal sealed record StreamThumbnail(string Url, double Seconds);

/// <summary>The transcript, to show and to save.</summary>
/// <param name="Kind"><c>vtt</c> or <c>txt</c>.</param>
internal sealed record TranscriptSource(
    string Url, string Kind, string FileName, string ContentType, long Size, string DownloadUrl, DateTimeOffset ExpiresAt);

/// <summary>The video as a file to save, under the name that it was uploaded with.</summary>
internal sealed record DownloadSource(string Url, string FileName, DateTimeOffset ExpiresAt);
