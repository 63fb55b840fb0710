using StackExchange.Redis;

namespace PresignKit.Redis;

/// <summary>The settings of the slot ledger in Redis. Validated when the host starts.</summary>
public sealed class RedisSlotLedgerOptions
{
    /// <summary>
    /// How to connect, as StackExchange.Redis reads it: <c>redis.example.com:6379,ssl=true,password=...</c>. Timeouts in it are replaced by
    /// <see cref="Timeout"/>.
    /// </summary>
    /// <value>Null: <see cref="Connection"/> must be set.</value>
    public string? Configuration { get; set; }

    /// <summary>
    /// Returns a connection that the application already has, instead of <see cref="Configuration"/>. It is not closed. It should fail fast
    /// while Redis is out of reach (<c>BacklogPolicy.FailFast</c>); otherwise each request waits for <see cref="Timeout"/>.
    /// </summary>
    /// <value>Null: <see cref="Configuration"/> must be set.</value>
    public Func<IServiceProvider, IConnectionMultiplexer>? Connection { get; set; }

    /// <summary>What the keys in Redis begin with. Applications that share a server need different ones. At most 200 characters.</summary>
    /// <value><c>presignkit:slots:</c></value>
    public string KeyPrefix { get; set; } = "presignkit:slots:";

    /// <summary>How long to wait for Redis before the request fails with 503. From 50 milliseconds to 30 seconds.</summary>
    /// <value>1 second.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(1);
}
