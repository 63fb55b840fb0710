using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace PresignKit.Conformance.MinIO;

/// <summary>A MinIO server in a container, if a Docker engine is available.</summary>
public sealed class MinioServer : IAsyncDisposable
{
    public const string AccessKey = "conformance";
    public const string Secret = "conformance-suite-secret";

    private const string Image = "minio/minio:RELEASE.2025-09-07T16-13-09Z";
    private const ushort Port = 9000;

    private IContainer? _container;

    public string Endpoint => $"http://127.0.0.1:{_container!.GetMappedPublicPort(Port)}";

    /// <summary>Starts the server. Returns why that is not possible on this machine, or null.</summary>
    public async Task<string?> TryStartAsync()
    {
        try
        {
            _container = new ContainerBuilder(Image)
                .WithCommand("server", "/data")
                .WithEnvironment("MINIO_ROOT_USER", AccessKey)
                .WithEnvironment("MINIO_ROOT_PASSWORD", Secret)
                .WithPortBinding(Port, assignRandomHostPort: true)
                .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPort(Port).ForPath("/minio/health/ready")))
                .Build();
        }
        catch (DockerUnavailableException)
        {
            return "No Docker engine is available.";
        }

        try
        {
            await _container.StartAsync();
            return null;
        }
#pragma warning disable CA1031 // No registry, disk space, or time: whatever the cause, it must not fail the suites of the other stores.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"The MinIO container does not start: {exception.Message}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_container is not null)
        {
            await _container.DisposeAsync();
        }
    }
}
