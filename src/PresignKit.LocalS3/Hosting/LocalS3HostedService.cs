using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PresignKit.LocalS3.Hosting;

/// <summary>Runs the store beside an application. It starts before the application's own services, so that those find it listening.</summary>
internal sealed class LocalS3HostedService(LocalS3Options options, IHostEnvironment environment, ILoggerFactory loggerFactory, TimeProvider timeProvider)
    : IHostedLifecycleService, IAsyncDisposable, IDisposable
{
    private LocalS3Server? _server;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        ProductionGuard.Check(options, environment.EnvironmentName);
        _server = await LocalS3Server.StartCheckedAsync(options, timeProvider, loggerFactory, cancellationToken).ConfigureAwait(false);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After the application's own services, which may still be writing to the store while they stop.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken) => await DisposeAsync().ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is { } server)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>For a container that is disposed synchronously, which otherwise refuses to.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
