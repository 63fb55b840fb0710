using Microsoft.EntityFrameworkCore;
using PresignKit.Sample.Media.Catalog;

namespace PresignKit.Sample.Media.Streams;

/// <summary>Makes the streams of uploaded videos, one after another.</summary>
internal sealed partial class StreamWorker(IServiceScopeFactory scopes, StreamQueue queue, TimeProvider time, ILogger<StreamWorker> log) : BackgroundService
{
    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromMinutes(1);

    /// <summary>What failed, and when it is tried again. Meanwhile, it does not hold up what others have uploaded.</summary>
    private readonly Dictionary<string, DateTimeOffset> _failed = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What an earlier process has not finished is in the catalog.
        WorkFolder.DeleteAbandoned();
        while (!stoppingToken.IsCancellationRequested)
        {
            await MakeWaitingAsync(stoppingToken);
            await queue.WaitAsync(_failed.Count > 0 ? BeforeNextTry : Timeout.InfiniteTimeSpan, stoppingToken);
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
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is: a video of a user must not end the application.
                LogNotMade(item.Id, e);
                _failed[item.Id] = time.GetUtcNow() + BeforeNextTry;
            }
        }
    }

    private async Task<MediaItem?> NextAsync(CancellationToken stoppingToken)
    {
        var now = time.GetUtcNow();
        string[] notYet = [.. _failed.Where(failed => failed.Value > now).Select(failed => failed.Key)];
        foreach (var id in _failed.Keys.Except(notYet).ToArray())
        {
            _failed.Remove(id);
        }

        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MediaCatalog>().Items.AsNoTracking()
            .Where(item => item.StreamState == StreamState.Waiting && !notYet.Contains(item.Id))
            .OrderBy(item => item.UploadedAt)
            .FirstOrDefaultAsync(stoppingToken);
    }

    [LoggerMessage(LogLevel.Warning, "The stream of video {Id} was not made. It is tried again in a minute.")]
    private partial void LogNotMade(string id, Exception exception);
}
