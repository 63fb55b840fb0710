using PresignKit.Sample.Media.Catalog;

namespace PresignKit.Sample.Media.Library;

/// <summary>One video in the library.</summary>
/// <param name="PreviewUrl">A signed URL from which a card reads its first frame. It stays the same for a while, so that browsers cache it.</param>
internal sealed record MediaSummary(
    string Id,
    string Title,
    string FileName,
    string ContentType,
    long Size,
    DateTimeOffset UploadedAt,
    bool HasTranscript,
    string PreviewUrl)
{
    public static MediaSummary Of(MediaItem item, PresignedUrl preview) => new(
        item.Id,
        item.Title,
        item.FileName,
        item.ContentType,
        item.Size,
        item.UploadedAt,
        item.Transcript is not null,
        preview.RevealUrl());
}
