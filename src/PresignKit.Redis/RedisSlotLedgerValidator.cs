using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace PresignKit.Redis;

/// <summary>Validates the options when the host starts. Messages contain no connection string, because that may have a password.</summary>
internal sealed class RedisSlotLedgerValidator : IValidateOptions<RedisSlotLedgerOptions>
{
    private const int LongestPrefix = 200;

    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(30);

    public ValidateOptionsResult Validate(string? name, RedisSlotLedgerOptions options)
    {
        var flaws = Flaws(options).Select(flaw => $"{Environment.NewLine}  - {flaw}").ToArray();
        return flaws.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Invalid options of AddRedisSlotLedger:{string.Concat(flaws)}");
    }

    private static IEnumerable<string> Flaws(RedisSlotLedgerOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Configuration) == (options.Connection is null))
        {
            yield return options.Connection is null
                ? "Configuration is empty. Set it to the address of the Redis server, such as 'redis.example.com:6379', or set Connection."
                : "Configuration and Connection are both set. Set one of them.";
        }
        else if (options.Connection is null && !IsReadable(options.Configuration!))
        {
            yield return "Configuration is not valid. Set it to the address of the Redis server and its settings, "
                + "such as 'redis.example.com:6379,ssl=true'.";
        }

        if (options.KeyPrefix is null or { Length: > LongestPrefix })
        {
            yield return $"KeyPrefix must not be null and must have at most {LongestPrefix} characters.";
        }

        if (options.Timeout < ShortestTimeout || options.Timeout > LongestTimeout)
        {
            yield return $"Timeout is {options.Timeout:c}; it must be from 50 milliseconds (00:00:00.05) to 30 seconds (00:00:30).";
        }
    }

    private static bool IsReadable(string configuration)
    {
        try
        {
            return ConfigurationOptions.Parse(configuration).EndPoints.Count > 0;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }
}
