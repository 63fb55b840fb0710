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
        Require("chromium", Chromium, "There is no /usr/bin/chromium. Install it, or let CHROMIUM_PATH name one.");
        Require("ffmpeg", Ffmpeg, "There is no ffmpeg on the PATH to make a video with.");
    }

    private static void Require(string name, string? found, string reason)
    {
        if (found is not null)
        {
            return;
        }

        var required = (Environment.GetEnvironmentVariable("PRESIGNKIT_TEST_REQUIRE") ?? "").Split(',', StringSplitOptions.TrimEntries);
        Assert.False(required.Contains(name, StringComparer.OrdinalIgnoreCase), $"{reason} PRESIGNKIT_TEST_REQUIRE asks for it.");
        Assert.Skip(reason);
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}
