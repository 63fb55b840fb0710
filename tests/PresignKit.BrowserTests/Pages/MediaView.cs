using System.Globalization;
using Microsoft.Playwright;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Pages;

/// <summary>The media page. Waits are for the player's own events.</summary>
internal sealed class MediaView(Visitor visitor)
{
    public ILocator Player => visitor.Hook("player");

    public Task<string> SourceAsync() => RunAsync<string>("v => v.currentSrc");

    /// <summary>Waits for the player to know the film.</summary>
    /// <returns>Its length in seconds.</returns>
    public Task<double> LoadedAsync() => RunAsync<double>(
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

    /// <summary>Waits until half a second more has been played.</summary>
    public Task<double> AdvanceAsync() => RunAsync<double>(
        """
        v => new Promise(resolve => {
          const from = v.currentTime;
          v.addEventListener("timeupdate", () => { if (v.currentTime > from + 0.5) resolve(v.currentTime); });
        })
        """);

    /// <summary>Goes to another moment and waits for its picture.</summary>
    public Task<double> SeekAsync(double seconds) => RunAsync<double>(
        $$"""
        v => new Promise((resolve, reject) => {
          v.addEventListener("seeked", () => resolve(v.currentTime), { once: true });
          v.addEventListener("error", () => reject(new Error("the player failed: " + v.error?.message)), { once: true });
          v.currentTime = {{seconds.ToString(CultureInfo.InvariantCulture)}};
        })
        """);

    /// <summary>Goes to another moment, whether or not there will be a picture.</summary>
    public Task SeekAndGoOnAsync(double seconds) =>
        RunAsync<object?>($"v => {{ v.currentTime = {seconds.ToString(CultureInfo.InvariantCulture)}; }}");

    /// <summary>Waits until a picture of this moment, or of a later one, is there.</summary>
    public Task<double> ShowsAsync(double seconds) => RunAsync<double>(
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

    public Task<T> RunAsync<T>(string script) => Player.EvaluateAsync<T>(script).WaitAsync(Patience.Limit);
}
