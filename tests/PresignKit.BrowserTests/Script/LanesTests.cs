using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Script;

/// <summary>How presignkit.js finds the number of parts to send at once, on links that are computed instead of timed.</summary>
public sealed class LanesTests(Chromium chromium) : IAsyncLifetime
{
    // 'link(lanes, second)' returns the bytes per second that get through; the script runs a link for two minutes in steps of 100 ms.
    private const string Run =
        """
        async ({ link, partSize, min, max }) => {
          const { Lanes } = await import("/transfer/lanes.js");
          const bytesPerSecond = eval(link);
          const lanes = new Lanes({ min, max }, partSize, 1000);
          const counts = [];
          for (let now = 0; now < 120_000; now += 100) {
            lanes.add(bytesPerSecond(lanes.count, now / 1000) / 10, now);
            counts.push(lanes.count);
          }
          return { last: counts.slice(-300), least: Math.min(...counts), most: Math.max(...counts) };
        }
        """;

    private ScriptPage? _page;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _page = await ScriptPage.OpenAsync(chromium);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_page is not null)
        {
            await _page.DisposeAsync();
        }
    }

    [Fact]
    public async Task Lanes_LinkThatEachLaneFillsAPartOf_RiseToTheMost()
    {
        var (_, _, last) = await RunAsync("lanes => lanes * 1e6", partSize: 5_000_000);

        Assert.InRange(last.Average(), 7.7, 8);
    }

    [Fact]
    public async Task Lanes_LinkThatFewFill_StayNearThose()
    {
        var (_, _, last) = await RunAsync("lanes => Math.min(lanes, 5) * 1e6", partSize: 5_000_000);

        Assert.InRange(last.Average(), 5, 8);
    }

    [Fact]
    public async Task Lanes_MoreAreSlower_GoBack()
    {
        var (_, _, last) = await RunAsync("lanes => lanes <= 3 ? lanes * 4e6 : 12e6 / (lanes - 2)", partSize: 5_000_000);

        Assert.InRange(last.Average(), 2, 4.5);
    }

    [Theory]
    [InlineData(20, 8, 4)]
    [InlineData(300, 8, 6)]
    [InlineData(300, 5, 5)]
    public async Task Begin_FirstByteTookLong_UsesAllConnections(int delay, int max, int expected)
    {
        var count = await _page!.EvaluateAsync(
            """
            async ({ delay, max }) => {
              const { Lanes } = await import("/transfer/lanes.js");
              const lanes = new Lanes({ min: 2, max }, 5_000_000, 1000);
              lanes.begin(delay);
              return lanes.count;
            }
            """,
            new { delay, max });

        Assert.Equal(expected, count.GetInt32());
    }

    [Fact]
    public async Task Lanes_SlowLink_LetNoPartTakeMinutes()
    {
        // 5 Mbit/s and parts of 16 MiB: one takes 27 s alone.
        var (_, _, last) = await RunAsync("() => 625_000", partSize: 16 * 1024 * 1024);

        Assert.Equal([2], last.Distinct());
    }

    [Fact]
    public async Task Lanes_ExactNumber_NeverChanges()
    {
        var (least, most, _) = await RunAsync("(lanes, s) => s * lanes * 1e5", partSize: 5_000_000, min: 3, max: 3);

        Assert.Equal((3, 3), (least, most));
    }

    [Fact]
    public async Task Trouble_ManyConnectionsAtOnce_HalvesOnce()
    {
        var counts = await _page!.EvaluateAsync(
            """
            async () => {
              const { Lanes } = await import("/transfer/lanes.js");
              const lanes = new Lanes({ min: 1, max: 8 }, 5_000_000, 1000);
              const counts = [lanes.count];
              for (let i = 0; i < 8; i++) lanes.trouble(1000 + i);
              counts.push(lanes.count);
              lanes.trouble(10_000);
              lanes.trouble(20_000);
              counts.push(lanes.count);
              return counts;
            }
            """);

        Assert.Equal([4, 2, 1], counts.EnumerateArray().Select(count => count.GetInt32()));
    }

    private async Task<(int Least, int Most, IReadOnlyList<int> Last)> RunAsync(string link, int partSize, int min = 2, int max = 8)
    {
        var answer = await _page!.EvaluateAsync(Run, new { link, partSize, min, max });
        return (
            answer.GetProperty("least").GetInt32(),
            answer.GetProperty("most").GetInt32(),
            [.. answer.GetProperty("last").EnumerateArray().Select(count => count.GetInt32())]);
    }
}
