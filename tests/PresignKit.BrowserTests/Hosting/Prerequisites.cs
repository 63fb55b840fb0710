using PresignKit.Testing;

namespace PresignKit.BrowserTests.Hosting;

/// <summary>
/// The programs these tests need. Where one is missing they are skipped, unless <c>PRESIGNKIT_TEST_REQUIRE</c> names it:
/// then they fail, so that no pipeline passes by skipping.
/// </summary>
internal static class Prerequisites
{
    public static string? Chromium { get; } = Existing(Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium");

    public static string? Ffmpeg { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(directory => Existing(Path.Combine(directory, OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg")))
        .FirstOrDefault(found => found is not null);

    public static bool AreMet => Chromium is not null && Ffmpeg is not null;

    public static void Require()
    {
        Needed.Check("chromium", Chromium is null ? "There is no /usr/bin/chromium. Install it, or let CHROMIUM_PATH name one." : null);
        Needed.Check("ffmpeg", Ffmpeg is null ? "There is no ffmpeg on the PATH to make a video with." : null);
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}
