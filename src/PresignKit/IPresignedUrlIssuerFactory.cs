namespace PresignKit;

/// <summary>Finds the issuer of a store by the store's name, for code that cannot use keyed services.</summary>
public interface IPresignedUrlIssuerFactory
{
    /// <summary>The names of all stores, the default store's first.</summary>
    IReadOnlyList<string> StoreNames { get; }

    /// <summary>Finds the issuer of a store.</summary>
    /// <param name="storeName">The store's name; null: the default store's.</param>
    /// <returns>The issuer.</returns>
    /// <exception cref="ArgumentException">No store of that name is registered; the message lists the registered ones.</exception>
    IPresignedUrlIssuer GetIssuer(string? storeName = null);

    /// <summary>Finds the issuer of the store that an upload policy belongs to.</summary>
    /// <param name="policy">The name of an upload policy.</param>
    /// <returns>The issuer.</returns>
    /// <exception cref="PolicyViolationException">No upload policy has that name.</exception>
    IPresignedUrlIssuer GetIssuerForUpload(string policy);
}
