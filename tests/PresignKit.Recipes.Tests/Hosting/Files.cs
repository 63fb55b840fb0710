namespace PresignKit.Recipes.Tests.Hosting;

/// <summary>Files that tests upload.</summary>
internal static class Files
{
    /// <summary>A picture of one pixel, and any number of bytes after its end, so that two pictures can differ.</summary>
    public static byte[] Png(int more = 0) =>
    [
        .. Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
        .. new byte[more],
    ];

    /// <summary>The beginning of a video, and bytes to follow.</summary>
    public static byte[] Mp4(int more = 100) => [0, 0, 0, 24, .. "ftypisom\0\0\u0002\0isomiso2"u8, .. new byte[more]];
}
