using Microsoft.Extensions.Hosting;

namespace PresignKit.Benchmarks.Browser.Sites;

/// <summary>Leaves Ctrl+C to the program: by default each site would stop itself, and the program would go on without it.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
