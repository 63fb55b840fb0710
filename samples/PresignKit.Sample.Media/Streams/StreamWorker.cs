using Microsoft.EntityFrameworkCore;
using PresignKit.Sample.Media.Catalog;

namespace PresignKit.Sample.Media.Streams;

/// <summary>Makes the streams of uploaded videos, one after another.</summary>
internal sealed partial class StreamWorker(IServiceScopeFactory scopes, StreamQueue queue, ILogger<StreamWorker> log) : BackgroundService
{
    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What an earlier process has not finished.
        queue.Wake();
        while (await queue.WaitAsync(stoppingToken))
        {
            await MakeWaitingAsync(stoppingToken);
        }
    }

    private async Task MakeWaitingAsync(CancellationToken stoppingToken)
    {
        while (await NextAsync(stoppingToken) is { } item)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<StreamMaker>().MakeAsync(item, stoppingToken);
            }
            catch (Exception e) when (e is StoreException or IOException or DbUpdateException)
            {
                LogNotMade(item.Id, e);
                await Task.Delay(BeforeNextTry, stoppingToken);
            }
        }
    }

    private async Task<MediaItem?> NextAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MediaCatalog>().Items.AsNoTracking()
            .Where(item => item.StreamState == StreamState.Waiting)
            .OrderBy(item => item.UploadedAt)
            .FirstOrDefaultAsync(stoppingToken);
    }

    [LoggerMessage(LogLevel.Warning, "The stream of video {Id} was not made. It is tried again in a minute.")]
    private partial void LogNotMade(string id, Exception exception);
}
