using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace PresignKit.Redis;

/// <summary>Connects when the first slot is opened, so that an application starts without Redis, and stays connected.</summary>
internal sealed class RedisConnection(IOptions<RedisSlotLedgerOptions> options, IServiceProvider services) : IAsyncDisposable
{
    private const int ReconnectMilliseconds = 500;

    private readonly Lock _lock = new();
    private Task<IConnectionMultiplexer>? _connecting;
    private bool _isDisposed;

    /// <summary>The connection, which may be interrupted: it reconnects by itself. All callers share it, so nobody can cancel it.</summary>
    public Task<IConnectionMultiplexer> GetAsync()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _connecting is null or { IsFaulted: true } or { IsCanceled: true } ? _connecting = ConnectAsync() : _connecting;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<IConnectionMultiplexer>? connecting;
        lock (_lock)
        {
            _isDisposed = true;
            connecting = _connecting;
        }

        if (connecting is not null && options.Value.Connection is null)
        {
            await ((Task)connecting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (connecting.IsCompletedSuccessfully)
            {
                await connecting.Result.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<IConnectionMultiplexer> ConnectAsync()
    {
        if (options.Value.Connection is { } connection)
        {
            return connection(services);
        }

        var settings = ConfigurationOptions.Parse(options.Value.Configuration!);
        var timeout = (int)options.Value.Timeout.TotalMilliseconds;
        settings.AbortOnConnectFail = false;
        settings.ConnectTimeout = timeout;
        settings.AsyncTimeout = timeout;
        settings.SyncTimeout = timeout;
        settings.ReconnectRetryPolicy = new LinearRetry(ReconnectMilliseconds);

        // A request must not wait for a server that is away.
        settings.BacklogPolicy = BacklogPolicy.FailFast;
        return await ConnectionMultiplexer.ConnectAsync(settings).ConfigureAwait(false);
    }
}
