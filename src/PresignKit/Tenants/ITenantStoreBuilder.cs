namespace PresignKit.Providers;

/// <summary>
/// Builds the stores of tenants for packages with providers, which decide where a tenant's objects are, and keep what they have built. Registered as
/// a service.
/// </summary>
public interface ITenantStoreBuilder
{
    /// <summary>The name of a tenant's store in declarations, messages, and logs: <c>STORE@TENANT</c>.</summary>
    /// <param name="storeName">The registered store.</param>
    /// <param name="tenant">The tenant: 1 to 64 letters, digits, <c>-</c>, <c>_</c>, or <c>.</c>.</param>
    /// <returns>The name. No registered store can have it.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="tenant"/> is not a valid name.</exception>
    string NameOf(string storeName, string tenant);

    /// <summary>Builds a tenant's store under the policies of a registered store. It sends no request.</summary>
    /// <param name="storeName">The registered store, whose policies apply.</param>
    /// <param name="tenant">The tenant: 1 to 64 letters, digits, <c>-</c>, <c>_</c>, or <c>.</c>.</param>
    /// <param name="provider">The tenant's provider. It stays the caller's to dispose of. Its profile must be that of the registered store.</param>
    /// <param name="isSameServer">
    /// Whether what probes have confirmed about the registered store also holds for this one, because the same server answers for both.
    /// </param>
    /// <returns>The store.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// No such store is registered, <paramref name="tenant"/> is not a valid name, the profiles differ, or the bucket is that of another registered store.
    /// </exception>
    TenantStore Build(string storeName, string tenant, IStoreProvider provider, bool isSameServer);
}
