namespace PresignKit;

/// <summary>
/// Makes several instances of an application take turns with sweeps, so that they do not all do the same work. Sweeps are safe even if it fails.
/// </summary>
/// <remarks>
/// The default keeps the lease in the store itself, in a small object in the folder of slot records, where the profile says
/// <see cref="StoreProfile.CreateOnly"/>; elsewhere it holds within the process. Register another one as a singleton to replace both.
/// </remarks>
public interface ISweepLease
{
    /// <summary>Tries to become the instance that sweeps a store.</summary>
    /// <param name="storeName">The store.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The lease; null: another instance holds it.</returns>
    Task<IHeldSweepLease?> TryAcquireAsync(string storeName, CancellationToken cancellationToken);
}
