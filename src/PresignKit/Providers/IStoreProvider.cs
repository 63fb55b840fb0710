
namespace PresignKit.Providers;

/// <summary>
/// One store, as a provider implements it: the seam between policies and a kind of store. A provider refuses whatever its store cannot honor
/// with <see cref="NotSupportedException"/>, and never drops it.
/// </summary>
/// <remarks>
/// <para>What a slot's guarantees report (size, content type, checksum) is signed as far as the store supports it, and
/// <see cref="Profile"/> says how far that is: what is not signed is verified on completion, or reported as not enforced.</para>
/// <para>Implementations are used by many threads at once.</para>
/// </remarks>
public interface IStoreProvider
{
    /// <summary>What the store enforces.</summary>
    StoreProfile Profile { get; }

    /// <summary>
    /// The name of the bucket, or of whatever holds the store's objects. Stores with the same bucket name count as sharing the bucket,
    /// whatever their endpoints, because a bucket may have several: its lifecycle and its bucket policy are derived from the policies of
    /// all of them.
    /// </summary>
    /// <value>Null: unknown, so that it may be the same as any other store's.</value>
    string? Bucket => null;

    /// <summary>
    /// Why the store takes no uploads, as a clause without a full stop, such as <c>a CDN only delivers objects</c>. No upload policy can use such a store.
    /// </summary>
    /// <value>Null: it takes uploads.</value>
    string? UploadRefusal => null;

    /// <summary>What the backend itself does with objects.</summary>
    IObjectStore Objects { get; }

    /// <summary>Uploads that the backend creates and completes. Used for slots if the profile says <see cref="StoreProfile.IsolatedPart"/>.</summary>
    /// <value>Null: the store has none.</value>
    IMultipartUploads? Uploads => null;

    /// <summary>What the provider can do to set up its store: CORS, bucket policy, lifecycle, and checks.</summary>
    /// <value>Null: nothing.</value>
    IStoreAdministration? Administration => null;

    /// <summary>Measures whether the store enforces what <see cref="Profile"/> says.</summary>
    /// <value>Null: the provider has no probe.</value>
    IStoreProbe? Probe => null;

    /// <summary>
    /// Opens a signing session that is bound to the current credentials. Completes synchronously while the known credentials are fresh
    /// enough. Signing with a session is synchronous, so that credentials are obtained once for many URLs.
    /// </summary>
    /// <param name="cancellationToken">Cancels obtaining credentials.</param>
    /// <returns>The session.</returns>
    /// <exception cref="StoreException">Credentials cannot be obtained.</exception>
    ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Opens a signing session for a policy with a minimum lifetime: if the current credentials expire too soon, a provider that can obtain
    /// others does so first. If it cannot, it opens the usual session, and the issuer refuses the request.
    /// </summary>
    /// <param name="usableUntil">The instant until which the credentials should be valid.</param>
    /// <param name="cancellationToken">Cancels obtaining credentials.</param>
    /// <returns>The session.</returns>
    /// <exception cref="StoreException">Credentials cannot be obtained.</exception>
    ValueTask<ISigningSession> OpenSessionAsync(DateTimeOffset usableUntil, CancellationToken cancellationToken) =>
        OpenSessionAsync(cancellationToken);
}
