using System.Net;
using System.Net.Sockets;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.LocalS3;

/// <summary>The sample's embedded store.</summary>
internal sealed class LocalS3Store : IStoreUnderTest
{
    public IPEndPoint Address { get; } = new(IPAddress.Loopback, FreePort());

    public bool IsAvailable => true;

    public string PublicHost => "localhost";

    public bool Freezes => false;

    public bool TakesParts => true;

    public void Require()
    {
    }

    public Task StartAsync() => Task.CompletedTask;

    public IEnumerable<string> Arguments(string appOrigin, string publicEndpoint) =>
        [$"--LocalS3:Port={Address.Port}", $"--LocalS3:PublicEndpoint={publicEndpoint}"];

    public UploadRequestHead Upload(string slotKey, string contentType) => new("PUT", $"/media/{slotKey}", contentType);

    // The sample must know the port before the store listens.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
