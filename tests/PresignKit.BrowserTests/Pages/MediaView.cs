using System.Globalization;
using Microsoft.Playwright;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Pages;

/// <summary>The media page. Methods that wait use the player's own events.</summary>
internal sealed class MediaView(Visitor visitor)
{
    public ILocator Player => visitor.Hook("player");

    public Task<string> SourceAsync() => RunAsync<string>("v => v.currentSrc");

    /// <summary>Waits until the player has loaded the film's metadata.</summary>
    /// <returns>Its length in seconds.</returns>
    public Task<double> WaitUntilLoadedAsync() => RunAsync<double>(
        """
        v => new Promise((resolve, reject) => {
          const look = () => { if (v.readyState >= HTMLMediaElement.HAVE_METADATA) resolve(v.duration); };
          v.addEventListener("loadedmetadata", look);
          v.addEventListener("error", () => reject(new Error("the player failed: " + v.error?.message)));
          look();
        })
        """);

    public Task PlayAsync() => RunAsync<object?>("v => v.play()");

    public Task PauseAsync() => RunAsync<object?>("v => v.pause()");

    /// <summary>Waits until another half second has been played.</summary>
    public Task<double> WaitForPlaybackAsync() => RunAsync<double>(
        """
        v => new Promise(resolve => {
          const from = v.currentTime;
          v.addEventListener("timeupdate", () => { if (v.currentTime > from + 0.5) resolve(v.currentTime); });
        })
        """);

    /// <summary>Seeks, and waits for the picture.</summary>
    public Task<double> SeekAsync(double seconds) => RunAsync<double>(
        $$"""
        v => new Promise((resolve, reject) => {
          v.addEventListener("seeked", () => resolve(v.currentTime), { once: true });
          v.addEventListener("error", () => reject(new Error("the player failed: " + v.error?.message)), { once: true });
          v.currentTime = {{seconds.ToString(CultureInfo.InvariantCulture)}};
        })
        """);

    /// <summary>Seeks without waiting.</summary>
    public Task StartSeekAsync(double seconds) =>
        RunAsync<object?>($"v => {{ v.currentTime = {seconds.ToString(CultureInfo.InvariantCulture)}; }}");

    /// <summary>Waits until the player shows a picture at this position or later.</summary>
    public Task<double> WaitForPictureAsync(double seconds) => RunAsync<double>(
        $$"""
        v => new Promise(resolve => {
          const look = () => {
            if (!v.seeking && v.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && v.currentTime >= {{seconds.ToString(CultureInfo.InvariantCulture)}} - 0.1)
              resolve(v.currentTime);
          };
          for (const type of ["seeked", "canplay", "timeupdate", "loadeddata"]) v.addEventListener(type, look);
          look();
        })
        """);

    public Task<T> RunAsync<T>(string script) => Player.EvaluateAsync<T>(script).WaitAsync(WaitLimit.Duration);
}
