namespace PresignKit.Sample.Media.Catalog;

/// <summary>The HLS stream of a video: two qualities, and pictures of it.</summary>
internal sealed class MediaStream
{
    /// <summary>The heights of the qualities in pixels, in the order of the main playlist.</summary>
    public required IReadOnlyList<int> Heights { get; init; }

    public required int Thumbnails { get; init; }

    public required double Seconds { get; init; }
}
