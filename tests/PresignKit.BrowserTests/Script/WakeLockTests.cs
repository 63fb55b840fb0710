using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Script;

/// <summary>When presignkit.js keeps a phone's screen on; the browser's wake locks are counted instead of taken.</summary>
public sealed class WakeLockTests(Chromium chromium)
{
    private const string Run =
        """
        async isPhone => {
          let taken = 0;
          let held = 0;
          window.matchMedia = () => ({ matches: isPhone });
          Object.defineProperty(navigator, "wakeLock", { value: { request: async () => {
            taken++;
            held++;
            const lock = { released: false, release: async () => { if (!lock.released) held--; lock.released = true; } };
            return lock;
          } } });
          const { stayAwake } = await import("/wake-lock.js");
          const pause = () => new Promise(resolve => setTimeout(resolve, 10));
          const counts = [];
          const first = stayAwake();
          const second = stayAwake();
          await pause();
          counts.push(held);
          first();
          first();
          await pause();
          counts.push(held);
          second();
          await pause();
          counts.push(held);
          document.dispatchEvent(new Event("visibilitychange"));
          await pause();
          counts.push(held);
          return { counts, taken };
        }
        """;

    [Theory]
    [InlineData(true, new[] { 1, 1, 0, 0 })]
    [InlineData(false, new[] { 0, 0, 0, 0 })]
    public async Task StayAwake_TwoUploads_HoldOneLockUntilBothHaveEnded(bool isPhone, int[] counts)
    {
        await using var page = await ScriptPage.OpenAsync(chromium);

        var answer = await page.EvaluateAsync(Run, isPhone);

        Assert.Equal(counts, answer.GetProperty("counts").EnumerateArray().Select(count => count.GetInt32()));
        Assert.Equal(isPhone, answer.GetProperty("taken").GetInt32() > 0);
    }
}
