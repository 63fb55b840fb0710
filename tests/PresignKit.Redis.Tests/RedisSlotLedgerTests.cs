using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore;
using PresignKit.Redis.Tests.Server;
using StackExchange.Redis;

namespace PresignKit.Redis.Tests;

/// <summary>The ledger on a real Redis server.</summary>
public sealed class RedisSlotLedgerTests
{
    private const string Anna = "0123456789abcdef0123456789abcdef";
    private const string Ben = "fedcba9876543210fedcba9876543210";

    private static readonly SlotLimit Limit = new(5, TimeSpan.FromMinutes(10));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryReserve_UsedUp_SaysWhenTheNextSlotIsFree()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var instance = Instance(redis);

        Assert.Equal(5, await CountAsync(instance, Anna, 10));
        Assert.Equal(5, await CountAsync(instance, Ben, 10));
        Assert.InRange((await ReserveAsync(instance, Anna)).RetryAfter, TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task TryReserve_AfterTheWait_GrantsOneMore()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var instance = Instance(redis);
        var limit = new SlotLimit(2, TimeSpan.FromSeconds(4));
        await CountAsync(instance, Anna, 5, limit);

        var refused = await ReserveAsync(instance, Anna, limit);
        await Task.Delay(refused.RetryAfter + TimeSpan.FromMilliseconds(5), Cancellation);

        Assert.InRange(refused.RetryAfter, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(2));
        Assert.Equal(1, await CountAsync(instance, Anna, 3, limit));
    }

    [Fact]
    public async Task TryReserve_TwoInstancesAtTheSameTime_NeverExceedTheLimit()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var first = Instance(redis);
        await using var second = Instance(redis);
        var granted = 0;

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(
            async () =>
            {
                if ((await ReserveAsync(i % 2 == 0 ? first : second, Anna, new(30, TimeSpan.FromHours(1)))).IsGranted)
                {
                    Interlocked.Increment(ref granted);
                }
            },
            Cancellation)));

        Assert.Equal(30, granted);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3600)]
    [InlineData(301, 86_400)]
    public async Task TryReserve_AnyLimit_IsExact(int slots, int seconds)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var instance = Instance(redis);

        Assert.Equal(slots, await CountAsync(instance, Anna, slots + 3, new(slots, TimeSpan.FromSeconds(seconds))));
    }

    [Fact]
    public async Task TryReserve_KeysInRedis_HaveThePrefixAndExpire()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var instance = Instance(redis, options => options.KeyPrefix = "app1:");
        await using var other = Instance(redis, options => options.KeyPrefix = "app2:");
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{redis.Configuration},allowAdmin=true");

        await CountAsync(instance, Anna, 10);

        var database = admin.GetDatabase();
        var key = Assert.Single(await KeysAsync(admin, redis));
        Assert.Equal("app1:" + Anna, key);
        Assert.InRange((await database.KeyTimeToLiveAsync(key))!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
        Assert.Equal(5, await CountAsync(other, Anna, 10));
    }

    [Fact]
    public async Task TryReserve_LimitIsWholeAgain_LeavesNothingInRedis()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var instance = Instance(redis);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{redis.Configuration},allowAdmin=true");
        for (var i = 0; i < 50; i++)
        {
            await ReserveAsync(instance, $"{i:x32}", new(10, TimeSpan.FromSeconds(1)));
        }

        await Task.Delay(1500, Cancellation);

        Assert.Empty(await KeysAsync(admin, redis));
    }

    [Theory]
    [InlineData("9000000000000000")]
    [InlineData("999999999999999999999")]
    public async Task TryReserve_TimeFarInTheFuture_WaitsNoLongerThanForAUsedUpLimit(string wholeAt)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var instance = Instance(redis);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{redis.Configuration},allowAdmin=true");
        await admin.GetDatabase().StringSetAsync("presignkit:slots:" + Anna, wholeAt);

        Assert.InRange((await ReserveAsync(instance, Anna)).RetryAfter, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task TryReserve_KeyIsSomethingElse_Throws()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var instance = Instance(redis);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{redis.Configuration},allowAdmin=true");
        await admin.GetDatabase().ListLeftPushAsync("presignkit:slots:" + Anna, "1");

        await Assert.ThrowsAnyAsync<RedisException>(async () => await ReserveAsync(instance, Anna));
    }

    [Fact]
    public async Task TryReserve_RedisIsKilledAndStartsAgain_FailsFastThenWorks()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var instance = Instance(redis);
        await ReserveAsync(instance, Anna);

        await redis.KillAsync();
        await Assert.ThrowsAnyAsync<Exception>(async () => await ReserveAsync(instance, Anna));
        var time = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<Exception>(async () => await ReserveAsync(instance, Anna));
        time.Stop();
        await redis.RestartAsync();

        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await EventuallyAsync(instance);
    }

    [Fact]
    public async Task TryReserve_RedisIsNotThereAtFirst_FailsThenWorks()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        await using var instance = Instance(redis);

        await Assert.ThrowsAnyAsync<Exception>(async () => await ReserveAsync(instance, Anna));
        await redis.RestartAsync();

        await EventuallyAsync(instance);
    }

    [Fact]
    public async Task TryReserve_RedisDoesNotAnswer_TimesOut()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var instance = Instance(redis, options => options.Timeout = TimeSpan.FromMilliseconds(300));
        await ReserveAsync(instance, Anna);
        await redis.FreezeAsync();
        var time = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<Exception>(async () => await ReserveAsync(instance, Anna));

        Assert.InRange(time.Elapsed, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(20));
        await redis.ThawAsync();
        await EventuallyAsync(instance);
    }

    [Fact]
    public async Task TryReserve_Canceled_IsCanceled()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var instance = Instance(redis, options => options.Timeout = TimeSpan.FromSeconds(30));
        await ReserveAsync(instance, Anna);
        await redis.FreezeAsync();
        using var canceled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var reserving = instance.GetRequiredService<ISlotLedger>().TryReserveAsync(Anna, Limit, canceled.Token).AsTask();

        await canceled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reserving);
        await redis.ThawAsync();
    }

    [Fact]
    public async Task TryReserve_ConnectionOfTheApplication_IsUsedAndStaysOpen()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var shared = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        var instance = Instance(redis, options => (options.Configuration, options.Connection) = (null, _ => shared));

        Assert.Equal(5, await CountAsync(instance, Anna, 10));
        await instance.DisposeAsync();

        Assert.True(await shared.GetDatabase().KeyExistsAsync("presignkit:slots:" + Anna));
    }

    private static ServiceProvider Instance(RedisServer redis, Action<RedisSlotLedgerOptions>? configure = null)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddPresignKit().AddRedisSlotLedger(options =>
        {
            options.Configuration = redis.Configuration;

            // Machines that run many tests at once are slow.
            options.Timeout = TimeSpan.FromSeconds(10);
            configure?.Invoke(options);
        });
        return services.BuildServiceProvider();
    }

    private static ValueTask<SlotReservation> ReserveAsync(IServiceProvider instance, string holder, SlotLimit? limit = null) =>
        instance.GetRequiredService<ISlotLedger>().TryReserveAsync(holder, limit ?? Limit, Cancellation);

    private static async Task<int> CountAsync(IServiceProvider instance, string holder, int tries, SlotLimit? limit = null)
    {
        var granted = 0;
        for (var i = 0; i < tries; i++)
        {
            granted += (await ReserveAsync(instance, holder, limit)).IsGranted ? 1 : 0;
        }

        return granted;
    }

    private static async Task EventuallyAsync(IServiceProvider instance)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await ReserveAsync(instance, Ben);
                return;
            }
            catch (Exception e) when (attempt < 100 && e is RedisException or TimeoutException)
            {
                await Task.Delay(100, Cancellation);
            }
        }
    }

    private static async Task<string[]> KeysAsync(ConnectionMultiplexer admin, RedisServer redis)
    {
        var result = await admin.GetServer(redis.Configuration).ExecuteAsync("KEYS", "*");
        return [.. ((byte[][])result!).Select(Encoding.UTF8.GetString)];
    }
}
