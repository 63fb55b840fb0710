namespace PresignKit.AspNetCore;

/// <summary>A decryption key of a stream, as the application hands it out: bytes, or an object that the backend reads.</summary>
public sealed class PlaylistKey
{
    /// <summary>The most bytes that a key has.</summary>
    public const int MaximumLength = 4096;

    private PlaylistKey(ReadOnlyMemory<byte> bytes, ObjectKey? stored, string? storeName, TenantStore? tenant)
    {
        Bytes = bytes;
        Stored = stored;
        StoreName = storeName;
        Tenant = tenant;
    }

    internal ReadOnlyMemory<byte> Bytes { get; }

    internal ObjectKey? Stored { get; }

    internal string? StoreName { get; }

    internal TenantStore? Tenant { get; }

    /// <summary>A key that the application itself has, such as 16 bytes for AES-128.</summary>
    /// <param name="bytes">The key.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">It is empty, or has more than 4,096 bytes.</exception>
    public static PlaylistKey FromBytes(ReadOnlyMemory<byte> bytes) => bytes.Length is > 0 and <= MaximumLength
        ? new(bytes, null, null, null)
        : throw new ArgumentException($"A key has 1 to {MaximumLength} bytes; this one has {bytes.Length}.", nameof(bytes));

    /// <summary>A key that is an object in a store. The backend reads it; no URL for it is ever signed.</summary>
    /// <param name="key">
    /// The object: 1 to 4,096 bytes. If it has another size, the client receives 422 with the code <see cref="EndpointErrorCodes.PlaylistKeyInvalid"/>, and
    /// nothing of the object.
    /// </param>
    /// <param name="storeName">The name of the store; null: the default store.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public static PlaylistKey FromStore(ObjectKey key, string? storeName = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(default, key, storeName, null);
    }

    /// <summary>A key that is an object in the bucket of a tenant. The backend reads it; no URL for it is ever signed.</summary>
    /// <param name="key">The object: 1 to 4,096 bytes, as in <see cref="FromStore"/>.</param>
    /// <param name="tenant">The tenant's store.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PlaylistKey FromTenant(ObjectKey key, TenantStore tenant)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(tenant);
        return new(default, key, null, tenant);
    }

    /// <summary>Names the type only: a key is a secret.</summary>
    /// <returns>The type's name.</returns>
    public override string ToString() => $"{nameof(PlaylistKey)} <redacted>";
}
