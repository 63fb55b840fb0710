using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PresignKit.LocalS3.Tests.Hosting;

public sealed class LogRedactionTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Logs_OfEveryKindOfRequest_ContainNoQueryAndNoSecret()
    {
        var post = store.Sign.Post(new PresignKit.SigV4.PostPolicy("logged-form", TimeSpan.FromMinutes(1)));
        var url = store.Sign.Url("GET", "logged");
        await store.PutTextAsync("logged", "x");
        await store.GetTextAsync("logged");
        await store.SignAt(TimeSpan.FromHours(-1)).SendAsync("GET", "logged");
        await store.Sign.SendUrlAsync("GET", url[..^4] + "0000", null);
        await store.Sign.SendFormAsync(post.Url, post.Fields, [1]);
        await store.Sign.SendFormAsync(post.Url, post.Fields.Skip(1), [1]);
        await SendBrokenAsync($"GET {new Uri(url).PathAndQuery} nonsense\r\n\r\n");
        await SendBrokenAsync($"GET {new Uri(url).PathAndQuery}\0 HTTP/1.1\r\n\r\n");

        var lines = store.Logs.Lines;

        Assert.Contains(lines, line => line.Contains("/media/logged", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("X-Amz-", StringComparison.OrdinalIgnoreCase) && line.Contains('=', StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(url[(url.LastIndexOf('=') + 1)..], StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(post.Fields[^1].Value, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(StoreFixture.SecretAccessKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logs_OfAKeyWithLineBreaks_StayOnOneLine()
    {
        await store.PutTextAsync("forged\nInformation: all is well", "x");

        Assert.Contains(store.Logs.Lines, line => line.Contains("/media/forged%0A", StringComparison.Ordinal));
        Assert.DoesNotContain(store.Logs.Lines, line => line.Contains("forged\n", StringComparison.Ordinal));
    }

    private async Task SendBrokenAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(store.Server.Endpoint).Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        Assert.Matches("^HTTP/1.1 (400|505)", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
