using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace PresignKit.Conformance.MinIO;

/// <summary>A MinIO server in a container, where a Docker engine answers.</summary>
public sealed class MinioServer : IAsyncDisposable
{
    public const string AccessKey = "conformance";
    public const string Secret = "conformance-suite-secret";

    private const string Image = "minio/minio:RELEASE.2025-09-07T16-13-09Z";
    private const ushort Port = 9000;

    private IContainer? _container;

    public string Endpoint => $"http://127.0.0.1:{_container!.GetMappedPublicPort(Port)}";

    /// <summary>Starts it. Returns why there can be none on this machine, or null.</summary>
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
            return "no Docker engine answers.";
        }

        try
        {
            await _container.StartAsync();
            return null;
        }
#pragma warning disable CA1031 // No registry, no room, no time: whatever it is, it must not fail the suites of all other stores.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"its container does not start: {exception.Message}";
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
