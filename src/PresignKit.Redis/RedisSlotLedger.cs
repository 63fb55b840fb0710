using Microsoft.Extensions.Options;
using PresignKit.AspNetCore;
using StackExchange.Redis;

namespace PresignKit.Redis;

/// <summary>Counts slots in Redis, by one script that decides and counts in a single step.</summary>
internal sealed class RedisSlotLedger(
    RedisConnection connection, IOptions<RedisSlotLedgerOptions> options, TimeProvider clock) : ISlotLedger
{
    /// <summary>
    /// For each holder there is one time: when the limit will be whole again. Each slot moves it into the future by the holder's share of
    /// the window, and it may not be further away than the window. All times are microseconds by the clock of Redis. If that clock was set
    /// back, the time is taken as that of a limit that is used up. The result is zero, or how long to wait.
    /// </summary>
    private const string Script =
        """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local share = tonumber(ARGV[1])
        local window = tonumber(ARGV[2])
        local whole = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
        whole = math.min(whole, now + window) + share
        local wait = whole - window - now
        if wait > 0 then
          return wait
        end
        redis.call('SET', KEYS[1], string.format('%.0f', whole), 'PX', math.ceil((whole - now) / 1000))
        return 0
        """;

    public async ValueTask<SlotReservation> TryReserveAsync(string holder, SlotLimit limit, CancellationToken cancellationToken)
    {
        var wait = await RunAsync(holder, limit)
            .WaitAsync(options.Value.Timeout, clock, cancellationToken)
            .ConfigureAwait(false);
        return wait == 0 ? SlotReservation.Granted : SlotReservation.Refused(TimeSpan.FromMicroseconds(wait));
    }

    private async Task<long> RunAsync(string holder, SlotLimit limit)
    {
        var multiplexer = await connection.GetAsync().ConfigureAwait(false);
        var window = (long)limit.Window.TotalMicroseconds;
        var share = (window + limit.Slots - 1) / limit.Slots;
        var result = await multiplexer.GetDatabase()
            .ScriptEvaluateAsync(
                Script,
                [options.Value.KeyPrefix + holder],
                [share, share * limit.Slots],
                CommandFlags.DemandMaster)
            .ConfigureAwait(false);
        return (long)result;
    }
}
