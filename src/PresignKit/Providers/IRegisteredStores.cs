namespace PresignKit.Providers;

/// <summary>The registered stores, for a provider that is based on another store. Registered as a service.</summary>
public interface IRegisteredStores
{
    /// <summary>Gets the provider of a store, and creates it if necessary. Do not ask for the store that is being created.</summary>
    /// <param name="storeName">The store's name.</param>
    /// <returns>The provider; it belongs to the store, so do not dispose of it.</returns>
    /// <exception cref="ArgumentException">No such store is registered.</exception>
    IStoreProvider GetProvider(string storeName);
}
