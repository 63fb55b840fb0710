using System.Net;
using System.Net.Sockets;
using System.Text;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Storage;

/// <summary>Requests that fail on the way leave nothing behind, and the next ones work.</summary>
public sealed class FailureTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The same path as a full disk: the body, or the record, cannot be written.</summary>
    [Theory]
    [InlineData("bodies")]
    [InlineData("temporary")]
    public async Task Put_FileCannotBeWritten_AnswersInternalErrorAndLeavesNothing(string folder)
    {
        await store.PutTextAsync("existing", "old");
        var before = store.BodyCount();
        var path = Path.Combine(store.Directory, folder);
        Directory.Move(path, path + "-moved");
        try
        {
            await (await store.Sign.SendAsync("PUT", "existing", [1, 2])).RefusedAsync(500, "InternalError");
            await (await store.Sign.SendAsync("PUT", $"new-{folder}", [1, 2])).RefusedAsync(500, "InternalError");
        }
        finally
        {
            Directory.Move(path + "-moved", path);
        }

        Assert.Equal("old", await store.GetTextAsync("existing"));
        await store.AssertMissingAsync($"new-{folder}");
        Assert.Equal(before, store.BodyCount());
        Assert.Empty(Directory.GetFiles(Path.Combine(store.Directory, "temporary")));
        await store.PutTextAsync($"new-{folder}", "works again");
        Assert.Equal("works again", await store.GetTextAsync($"new-{folder}"));
    }

    [Fact]
    public async Task Put_RecordCannotBeRenamed_AnswersInternalErrorAndKeepsTheOldObject()
    {
        await store.PutTextAsync("renamed", "old");
        var before = store.BodyCount();
        var record = Directory.GetFiles(store.Directory, "*.json", SearchOption.AllDirectories)
            .Single(path => File.ReadAllText(path).Contains("\"renamed\"", StringComparison.Ordinal));
        File.Move(record, record + ".moved");
        Directory.CreateDirectory(record);
        try
        {
            await (await store.Sign.SendAsync("PUT", "renamed", [1, 2])).RefusedAsync(500, "InternalError");
            await (await store.Sign.SendAsync("DELETE", "renamed")).RefusedAsync(500, "InternalError");
        }
        finally
        {
            Directory.Delete(record);
            File.Move(record + ".moved", record);
        }

        Assert.Equal("old", await store.GetTextAsync("renamed"));
        Assert.Equal(before, store.BodyCount());
        Assert.Empty(Directory.GetFiles(Path.Combine(store.Directory, "temporary")));
    }

    [Fact]
    public async Task Put_ClientDisconnects_LeavesNothing()
    {
        var before = store.BodyCount();
        var url = new Uri(store.Sign.Url("PUT", "canceled", headers: [new NameValue("content-length", "1000000")]));
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, url.Port, Ct);
            await client.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes($"PUT {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: 1000000\r\n\r\n"), Ct);
            await client.GetStream().WriteAsync(new byte[400_000], Ct);
            await WaitAsync(() => store.BodyCount() == before + 1);
        }

        await WaitAsync(() => store.BodyCount() == before);
        await store.AssertMissingAsync("canceled");
    }

    [Fact]
    public async Task Get_ObjectReplacedAndDeletedDuringTheDownload_SendsTheWholeOldVersion()
    {
        var bytes = new byte[40 * 1024 * 1024];
        Random.Shared.NextBytes(bytes);
        await store.Sign.SendAsync("PUT", "read", bytes);
        var before = store.BodyCount();

        using var response = await store.Sign.SendAsync("GET", "read");
        await store.PutTextAsync("read", "new");
        await store.Sign.SendAsync("DELETE", "read");
        var received = await response.Content.ReadAsByteArrayAsync(Ct);

        Assert.Equal(bytes, received);
        await store.AssertMissingAsync("read");
        await WaitAsync(() => store.BodyCount() == before - 1);
    }

    private static async Task WaitAsync(Func<bool> holds)
    {
        for (var attempt = 0; !holds(); attempt++)
        {
            Assert.True(attempt < 500, "It did not come to that.");
            await Task.Delay(20, Ct);
        }
    }
}
