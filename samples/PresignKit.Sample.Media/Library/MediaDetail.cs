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
    TranscriptSource? Transcript,
    DownloadSource Download);

/// <summary>What a player plays.</summary>
/// <param name="ExpiresAt">When the URL expires. A page gets a new URL before that.</param>
internal sealed record VideoSource(string Url, DateTimeOffset ExpiresAt, string ContentType);

/// <summary>The transcript, to show and to save.</summary>
/// <param name="Kind"><c>vtt</c> or <c>txt</c>.</param>
internal sealed record TranscriptSource(
    string Url, string Kind, string FileName, string ContentType, long Size, string DownloadUrl, DateTimeOffset ExpiresAt);

/// <summary>The video as a file to save, under the name that it was uploaded with.</summary>
internal sealed record DownloadSource(string Url, string FileName, DateTimeOffset ExpiresAt);
