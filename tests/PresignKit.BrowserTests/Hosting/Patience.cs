namespace PresignKit.BrowserTests.Hosting;

/// <summary>How long a test waits for something that must happen. Nothing takes that long but on a machine that is busy with other work.</summary>
internal static class Patience
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(60);

    public static float Milliseconds => (float)Limit.TotalMilliseconds;
}
