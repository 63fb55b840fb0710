namespace PresignKit.S3;

/// <summary>
/// A bucket per tenant: builds the store of a tenant from settings that the application chooses for each request, under the policies of a registered
/// store. Stores are kept while they are in use; credentials and connections are shared as far as settings are equal. Added by <c>AddS3Tenants</c>.
/// </summary>
/// <remarks>PresignKit performs no authorization: the application decides whose tenant a user is, and takes the settings from its own data.</remarks>
public interface IS3TenantStores
{
    /// <summary>
    /// Gets the store of a tenant. The settings are validated like those of a registered store when the host starts, once; no request is sent. Many
    /// callers at once share one store.
    /// </summary>
    /// <param name="storeName">The registered store (<c>AddS3</c> and the like) whose policies, profile, and other settings apply.</param>
    /// <param name="settings">Where the tenant's objects are.</param>
    /// <returns>
    /// The store. Ask for it again for each request instead of keeping it: one that was replaced by others (<see cref="S3TenantOptions.MaximumStores"/>)
    /// works for 15 more minutes.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// No such S3 store is registered, or <see cref="S3TenantSettings.Tenant"/> is not a valid name.
    /// </exception>
    /// <exception cref="StoreException">
    /// The settings are invalid (<see cref="ErrorCodes.SettingsInvalid"/>); the message lists every flaw, and no secret.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The application has stopped.</exception>
    TenantStore GetStore(string storeName, S3TenantSettings settings);
}
