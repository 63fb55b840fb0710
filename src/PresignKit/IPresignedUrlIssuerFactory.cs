namespace PresignKit;

/// <summary>Finds the issuer of a store by its name, where keyed services are not at hand.</summary>
public interface IPresignedUrlIssuerFactory
{
    /// <summary>The names of all stores, the default one first.</summary>
    IReadOnlyList<string> Stores { get; }

    /// <summary>The issuer of a store.</summary>
    /// <param name="store">The store's name; null: the default store.</param>
    /// <exception cref="ArgumentException">No store of that name is registered; the message lists those that are.</exception>
    IPresignedUrlIssuer GetIssuer(string? store = null);

    /// <summary>The issuer of the store that an upload policy belongs to.</summary>
    /// <param name="policy">The name of an upload policy.</param>
    /// <exception cref="PolicyViolationException">No upload policy has that name.</exception>
    IPresignedUrlIssuer GetIssuerForUpload(string policy);
}
