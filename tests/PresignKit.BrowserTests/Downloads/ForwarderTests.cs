using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.BrowserTests.Clients.Stores;

namespace PresignKit.BrowserTests.Downloads;

/// <summary>A public endpoint that is a CDN: it forwards to the store unchanged, so signatures hold, and it keeps what the policy lets it keep.</summary>
public sealed class ForwarderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task OnLocalS3() => ReadAsync(new EmbeddedClientStore());

    [Fact]
    public Task OnCeph20() => ReadAsync(CephClientStore.Ceph20());

    [Fact(Explicit = true)]
    public Task OnCeph18() => ReadAsync(CephClientStore.Ceph18());

    [Fact(Explicit = true)]
    public Task OnCephOfThisMachine() => ReadAsync(CephClientStore.Machine());

    private static async Task ReadAsync(IClientStore store)
    {
        store.Require();
        await store.StartAsync();
        await using var forwarder = await CachingForwarder.StartAsync(store.Address.Port);
        await using var site = await DownloadSite.StartStartedAsync(
            store, publicPort: forwarder.Port, configure: kit => kit.AddDownloadPolicy("public", policy => policy.CacheControl = "public,max-age=60"));
        var key = new ObjectKey("pictures/größe a+b.png");
        await site.PutAsync(key, "0123456789"u8.ToArray(), "image/png");
        // The name of the public endpoint stands for this machine.
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, forwarder.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        var isPrivate = (await site.Issuer.IssueDownloadUrlAsync(key, cancellationToken: Cancellation)).RevealUrl();
        var isPublic = (await site.Issuer.IssueDownloadUrlAsync(key, new() { Policy = "public" }, Cancellation)).RevealUrl();

        Assert.StartsWith($"http://{store.PublicHost}:{forwarder.Port}/", isPublic, StringComparison.Ordinal);
        foreach (var (url, hits) in new[] { (isPrivate, 0), (isPrivate, 0), (isPublic, 0), (isPublic, 1), (isPublic, 2) })
        {
            using var whole = await http.GetAsync(Verbatim(url), Cancellation);
            Assert.Equal("0123456789", await whole.Content.ReadAsStringAsync(Cancellation));
            Assert.Equal(hits, forwarder.Hits);
        }

        using var ranged = new HttpRequestMessage(HttpMethod.Get, Verbatim(isPrivate));
        ranged.Headers.Range = new(2, 4);
        using var part = await http.SendAsync(ranged, Cancellation);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("234", await part.Content.ReadAsStringAsync(Cancellation));

        // Another address is another entry: nothing is answered that the store has not checked for this very address.
        using var changed = await http.GetAsync(Verbatim(isPublic.Replace("public", "Public", StringComparison.Ordinal)), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, changed.StatusCode);
        using var unsigned = await http.GetAsync(Verbatim(isPublic.Split('?')[0]), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
        Assert.Equal(2, forwarder.Hits);
    }

    private static Uri Verbatim(string url) => new(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
