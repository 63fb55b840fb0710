namespace PresignKit.BrowserTests.Hosting;

/// <summary>How long a test waits for something that must happen. Only on a busy machine does anything take nearly that long.</summary>
internal static class WaitLimit
{
    public static TimeSpan Duration { get; } = TimeSpan.FromSeconds(60);

    public static float Milliseconds => (float)Duration.TotalMilliseconds;
}
