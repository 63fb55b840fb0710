using System.Security.Cryptography;

namespace PresignKit.Client.Http;

/// <summary>Repeats what failed and may succeed later, with waits that grow, and with jitter.</summary>
internal sealed class Backoff(UploadClientOptions options, Action retrying)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Runs a call until it succeeds or its failure is final.</summary>
    /// <param name="call">The call, with the number of the attempt from 1.</param>
    /// <param name="cancellationToken">Ends the waits, too.</param>
    public async Task<T> RunAsync<T>(Func<int, Task<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            UploadException failure;
            try
            {
                return await call(attempt).ConfigureAwait(false);
            }
            catch (UploadException e) when (attempt < Math.Min(e.Attempts, options.MaximumAttempts)
                && (e.RetryAfter is not { } wait || wait <= options.MaximumRetryAfter))
            {
                failure = e;
            }

            retrying();
            await Task.Delay(Wait(attempt, failure.RetryAfter), options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Half of the wait is fixed, half is random: clients that failed together do not come back together.</summary>
    internal static TimeSpan Wait(int attempt, TimeSpan? retryAfter)
    {
        var longest = First * Math.Pow(2, Math.Min(attempt, 10) - 1);
        longest = longest < Longest ? longest : Longest;
        var wait = longest * ((RandomNumberGenerator.GetInt32(1000) / 2000.0) + 0.5);
        return retryAfter is { } asked && asked > wait ? asked + (wait / 4) : wait;
    }
}
