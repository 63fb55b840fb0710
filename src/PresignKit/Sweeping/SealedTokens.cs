using System.Text;
using PresignKit.Issuing;
using PresignKit.Keys;
using PresignKit.Providers;

namespace PresignKit.Sweeping;

/// <summary>Keeps each token as a small object, which carries its slot's value like the records of ended slots, under a name that only the slot's key decides.</summary>
internal sealed class SealedTokens(StoreCatalog stores, PolicyCatalog policies) : ISealedTokens
{
    private const int MaximumLength = 8 * 1024;

    private const string ContentType = "text/plain";

    public async Task AddAsync(DeclaredUpload upload, string token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentException.ThrowIfNullOrEmpty(token);
        if (token.Length > MaximumLength)
        {
            throw new ArgumentException($"The token has {token.Length} characters; at most {MaximumLength} are allowed.", nameof(token));
        }

        var attributes = upload.Binding is { } binding
            ? StoredAttributes.None with { Metadata = StoredAttributes.None.Metadata.Add(SlotBinding.MetadataName, binding) }
            : null;
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(token), writable: false);
        await stores.Get(upload.StoreName).Objects
            .PutAsync(Key(upload), content, ContentType, attributes, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    public async Task<string?> FindAsync(string policy, ObjectKey slotKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(slotKey);
        var inForce = policies.GetUploadPolicy(policy);
        var objects = stores.Get(inForce.StoreName).Objects;
        var key = FrozenKey.SealedToken(inForce.FrozenPrefix, slotKey);
        return await objects.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } found
            ? await ReadAsync(objects, key, found, cancellationToken).ConfigureAwait(false)
            : null;
    }

    public async Task RemoveAsync(DeclaredUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var objects = stores.Get(upload.StoreName).Objects;
        var key = Key(upload);

        // In a versioned bucket, a deletion that names no version would keep the token.
        if (await objects.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } found)
        {
            await objects.DeleteVersionAsync(key, found, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads exactly the version that was found.</summary>
    /// <exception cref="StoreException">It was replaced or deleted, or the store failed.</exception>
    public static async Task<string> ReadAsync(IObjectStore objects, ObjectKey key, ObjectProperties found, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaximumLength];
        var length = await objects.ReadStartAsync(key, found, buffer, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private ObjectKey Key(DeclaredUpload upload) =>
        FrozenKey.SealedToken(upload.FrozenPrefix ?? policies.GetUploadPolicy(upload.Policy).FrozenPrefix, upload.Key);
}
