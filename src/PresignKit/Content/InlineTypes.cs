using System.Collections.Immutable;

namespace PresignKit.Content;

/// <summary>What browsers may show or play when a policy does not list its own types: nothing that executes.</summary>
internal static class InlineTypes
{
    public static ImmutableArray<string> Default { get; } =
    [
        "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp",
        "video/mp4", "video/webm", "video/ogg", "video/quicktime", "video/mp2t",
        "audio/mpeg", "audio/mp4", "audio/aac", "audio/ogg", "audio/opus", "audio/wav", "audio/flac", "audio/webm",
        "text/plain", "text/vtt", "application/vnd.apple.mpegurl",
    ];
}
