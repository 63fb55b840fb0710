namespace PresignKit;

/// <summary>An upload that an inspector reads: exactly the version that the application is about to accept.</summary>
/// <param name="Declaration">What the slot was opened for. Size and type have been verified.</param>
/// <param name="Key">The key of the verified object.</param>
/// <param name="Properties">The verified version.</param>
/// <param name="Store">The store, to read the object: <see cref="IObjectStore.OpenReadAsync"/>.</param>
public sealed record InspectedUpload(DeclaredUpload Declaration, ObjectKey Key, ObjectProperties Properties, IObjectStore Store)
{
    /// <summary>Opens the verified version for reading, from its first byte.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The bytes, from the network as they are read. Dispose of the stream.</returns>
    /// <exception cref="StoreException">The store refused the request or cannot be reached.</exception>
    public Task<Stream> OpenReadAsync(CancellationToken cancellationToken = default) => Store.OpenReadAsync(Key, Properties, cancellationToken);
}
