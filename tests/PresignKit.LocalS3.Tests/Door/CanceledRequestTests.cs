using System.Text;

namespace PresignKit.LocalS3.Tests.Door;

/// <summary>Clients that give up in the middle of a request.</summary>
public sealed class CanceledRequestTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const int Clients = 200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>That is nobody's fault, so that nobody is warned, by the store or by its web server.</summary>
    [Theory]
    [InlineData("PUT", false)]
    [InlineData("PUT", true)]
    [InlineData("POST", false)]
    [InlineData("POST", true)]
    public async Task Upload_ClientGivesUp_LeavesNoFileAndNoWarning(string method, bool resets)
    {
        var before = store.BodyCount();
        await Parallel.ForEachAsync(Enumerable.Range(0, Clients), Cancellation, async (i, _) =>
        {
            using var connection = await RawConnection.OpenAsync(store.Server.Endpoint);
            await connection.SendAsync(method == "PUT" ? Put(i) : Form(i));
            await connection.FloodAsync(new string('x', 10_000), (i % 20) * 50_000);
            connection.End(resets);
        });
        await Task.Delay(TimeSpan.FromMilliseconds(500), Cancellation);
        await WaitAsync(() => store.BodyCount() == before, "The store keeps the bodies.");

        string[] warnings =
        [
            .. store.Logs.Lines.Where(line => line.StartsWith("Warning:", StringComparison.Ordinal) || line.StartsWith("Error:", StringComparison.Ordinal)),
        ];
        Assert.Equal("", string.Join("\n", warnings));
    }

    private static async Task WaitAsync(Func<bool> condition, string otherwise)
    {
        for (var waited = 0; !condition(); waited++)
        {
            Assert.True(waited < 3_000, otherwise);
            await Task.Delay(10, Cancellation);
        }
    }

    private string Put(int number)
    {
        var url = new Uri(store.Sign.Url("PUT", $"canceled/{number}"));
        return $"PUT {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: 2000000\r\n\r\n{new string('x', 100_000)}";
    }

    private string Form(int number)
    {
        var text = new StringBuilder(
            "POST /media HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 2000000\r\n\r\n");
        foreach (var field in store.Sign.Post(new($"canceled/{number}", TimeSpan.FromHours(1))).Fields)
        {
            text.Append($"--b\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n{field.Value}\r\n");
        }

        return text.Append("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n").Append('x', 100_000).ToString();
    }
}
