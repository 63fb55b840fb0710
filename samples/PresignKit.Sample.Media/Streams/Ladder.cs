namespace PresignKit.Sample.Media.Streams;

/// <summary>What was made of a video.</summary>
/// <param name="Heights">The heights of the pictures of each quality, in pixels, in the order of the main playlist.</param>
/// <param name="Thumbnails">How many pictures there are.</param>
/// <param name="Seconds">How long the video is.</param>
internal sealed record Ladder(IReadOnlyList<int> Heights, int Thumbnails, double Seconds);
