
namespace PresignKit.Providers;

/// <summary>
/// One store as a provider serves it: the seam between policies and a kind of store. A provider refuses, with
/// <see cref="NotSupportedException"/>, whatever its store cannot honour; it never drops it.
/// </summary>
/// <remarks>
/// <para>What a slot's guarantees report (size, content type, checksum) is signed as far as the store can, and <see cref="Profile"/>
/// says how far: there, what is not signed is verified on completion or reported as kept by nobody.</para>
/// <para>Implementations are used by many threads at once.</para>
/// </remarks>
public interface IStoreProvider
{
    /// <summary>What the store enforces.</summary>
    StoreProfile Profile { get; }

    /// <summary>
    /// The name of the bucket, or whatever holds the store's objects. Stores that name the same one count as sharing it, whatever their
    /// endpoints, since one bucket may be reached under many: its lifecycle and its policy are derived from the policies of them all.
    /// </summary>
    /// <value>Null: not known, so it may be that of any other store.</value>
    string? Bucket => null;

    /// <summary>What the backend itself does with objects.</summary>
    IObjectStore Objects { get; }

    /// <summary>What the provider can do for the set-up of its store: CORS, bucket policy, lifecycle and checks.</summary>
    /// <value>Null: nothing.</value>
    IStoreAdministration? Administration => null;

    /// <summary>What measures whether the store keeps what <see cref="Profile"/> says.</summary>
    /// <value>Null: nothing does.</value>
    IStoreProbe? Probe => null;

    /// <summary>
    /// Opens a signing session bound to the current credentials. Completes synchronously while known credentials are fresh
    /// enough; signing with a session is synchronous, so many URLs cost one look-up.
    /// </summary>
    /// <param name="cancellationToken">Cancels the look-up of credentials.</param>
    /// <exception cref="StoreException">Credentials cannot be obtained.</exception>
    ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Opens a signing session for a policy with a minimum life: where the current credentials end before that, a provider that can get
    /// others does so first. Where it cannot, the session is the same as without, and the issuer refuses.
    /// </summary>
    /// <param name="usableUntil">Until when credentials are wanted.</param>
    /// <param name="cancellationToken">Cancels the look-up of credentials.</param>
    /// <exception cref="StoreException">Credentials cannot be obtained.</exception>
    ValueTask<ISigningSession> OpenSessionAsync(DateTimeOffset usableUntil, CancellationToken cancellationToken) =>
        OpenSessionAsync(cancellationToken);
}
