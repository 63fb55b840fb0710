using Microsoft.EntityFrameworkCore;
using PresignKit.Sample.Media.Catalog;

namespace PresignKit.Sample.Media.Streams;

/// <summary>Makes the streams of uploaded videos, one after another.</summary>
internal sealed partial class StreamWorker(IServiceScopeFactory scopes, StreamQueue queue, TimeProvider time, ILogger<StreamWorker> log) : BackgroundService
{
    private static readonly TimeSpan BeforeNextLook = TimeSpan.FromMinutes(1);

    /// <summary>What failed. Meanwhile, it does not hold up what others have uploaded.</summary>
    private readonly StreamRetries _retries = new(time);

    /// <summary>Makes the streams of all videos that wait for one, but for those that have failed and whose time has not come.</summary>
    public async Task MakeWaitingAsync(CancellationToken stoppingToken)
    {
        string[] early;
        while (await NextAsync(early = _retries.FindEarly(), stoppingToken) is { } item)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var maker = scope.ServiceProvider.GetRequiredService<StreamMaker>();
                await (_retries.IsOver(item.Id) ? maker.GiveUpAsync(item, stoppingToken) : maker.MakeAsync(item, stoppingToken));
                _retries.Forget(item.Id);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, such as a full disk: a video of a user must not end the application.
                LogNotMade(item.Id, _retries.Fail(item.Id), e);
            }
        }

        // All others were tried, unless they have been deleted.
        _retries.Keep(early);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What an earlier process has not finished is in the catalog.
        WorkFolder.DeleteAbandoned();
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = BeforeNextLook;
            try
            {
                await MakeWaitingAsync(stoppingToken);
                wait = _retries.UntilNext;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // A catalog that cannot be read, for example because the disk is full, must not end the application, either.
                LogNotRead(wait, e);
            }

            await queue.WaitAsync(wait, stoppingToken);
        }
    }

    private async Task<MediaItem?> NextAsync(string[] early, CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MediaCatalog>().Items.AsNoTracking()
            .Where(item => item.StreamState == StreamState.Waiting && !early.Contains(item.Id))
            .OrderBy(item => item.UploadedAt)
            .FirstOrDefaultAsync(stoppingToken);
    }

    [LoggerMessage(LogLevel.Warning, "The catalog cannot be read, so no streams are made. The next try is in {Wait}.")]
    private partial void LogNotRead(TimeSpan wait, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The stream of video {Id} was not made. It is tried again in {Wait}.")]
    private partial void LogNotMade(string id, TimeSpan wait, Exception exception);
}
