using System.Net;
using System.Net.Sockets;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;

namespace PresignKit.BrowserTests.Clients.Stores;

/// <summary>LocalS3 inside the application.</summary>
/// <param name="pageOrigins">The origins of pages that may use it; none for any.</param>
internal sealed class EmbeddedClientStore(params string[] pageOrigins) : IClientStore
{
    private const string AccessKey = "CLIENTS";
    private const string Secret = "secret-of-the-clients";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("presignkit-clients-");

    public bool IsAvailable => true;

    public IPEndPoint Address { get; } = new(IPAddress.Loopback, FreePort());

    public string PublicHost => "localhost";

    public string Bucket => "clients";

    public bool Puts => true;

    public bool HasParts => true;

    public bool FormsAnswerETag => true;

    public void Require()
    {
    }

    public Task StartAsync() => Task.CompletedTask;

    public void AddTo(PresignKitBuilder kit, string publicEndpoint) => kit.AddLocalS3("clients", store =>
    {
        (store.Directory, store.Port, store.PublicEndpoint) = (_data.FullName, Address.Port, publicEndpoint);
        (store.AccessKeyId, store.SecretAccessKey) = (AccessKey, Secret);
        store.AllowedOrigins = pageOrigins.Length == 0 ? ["*"] : [.. pageOrigins];
        store.AllowProduction = true;
    });

    public AmazonS3Client CreateClient() => Access.Create($"http://{Address}", AccessKey, Secret);

    public ValueTask DisposeAsync()
    {
        _data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    // The application must know the port before the store listens.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
