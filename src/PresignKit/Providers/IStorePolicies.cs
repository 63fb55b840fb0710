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
}
