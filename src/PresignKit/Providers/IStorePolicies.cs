namespace PresignKit.Providers;

/// <summary>
/// What a provider can learn about the policies in force, for example how long its credentials should last. Registered as a service.
/// </summary>
/// <remarks>The policies depend on the profiles of the stores: do not call it before <see cref="StoreRegistration.Create"/> has returned.</remarks>
public interface IStorePolicies
{
    /// <summary>
    /// Finds the longest time for which anything signed for a store is valid under the policies in force. Download policies belong to no
    /// store, so that all of them count.
    /// </summary>
    /// <param name="storeName">The store's name.</param>
    /// <returns>Whole seconds, at most seven days.</returns>
    TimeSpan GetLongestLifetime(string storeName);

    /// <summary>Determines for how long a grant under a download policy is valid, for a provider that issues grants of its own kind.</summary>
    /// <param name="policy">The name of the download policy.</param>
    /// <param name="requested">The lifetime that the application asks for; null: the policy's.</param>
    /// <param name="now">The current time.</param>
    /// <returns>The beginning and the end: within a stable window of the policy, they are always the same.</returns>
    /// <exception cref="PolicyViolationException">The policy does not exist, or does not allow the lifetime.</exception>
    DownloadLifetime GetDownloadLifetime(string policy, TimeSpan? requested, DateTimeOffset now);
}
