using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresignKit.LocalS3.Hosting;

namespace PresignKit.LocalS3.DependencyInjection;

/// <summary>Runs the store together with an application. It starts before the application's own services, so that they can use it.</summary>
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

    /// <summary>Stops the store after the application's own services, which may still write to it while they stop.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken) => await DisposeAsync().ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is { } server)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Supports containers that are disposed synchronously, which would otherwise throw.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
