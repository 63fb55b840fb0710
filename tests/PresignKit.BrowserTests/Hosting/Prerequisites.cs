using PresignKit.Testing;

namespace PresignKit.BrowserTests.Hosting;

/// <summary>
/// The programs that these tests need. If one is missing, the tests are skipped, or fail if <c>PRESIGNKIT_TEST_REQUIRE</c> lists it, so
/// that a pipeline does not pass by skipping.
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
        TestRequirement.Check("chromium", Chromium is null ? "Chromium was not found. Install it, or set CHROMIUM_PATH to its executable." : null);
        TestRequirement.Check("ffmpeg", Ffmpeg is null ? "ffmpeg was not found on the PATH. Install it; the tests create videos with it." : null);
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}
