namespace PresignKit.Sample.Media.Store;

/// <summary>The <c>CloudFront</c> section of configuration: a distribution that delivers the bucket, from which players then get segments.</summary>
/// <param name="Endpoint">Scheme and host of the distribution.</param>
/// <param name="KeyPairId">The ID of the public key that CloudFront has.</param>
/// <param name="PrivateKeyFile">The private key, as PEM.</param>
internal sealed record CdnSettings(string Endpoint, string KeyPairId, string PrivateKeyFile)
{
    public const string StoreName = "cdn";

    /// <returns>Null if there is no distribution.</returns>
    /// <exception cref="StoreStartException">A setting is missing.</exception>
    public static CdnSettings? From(IConfigurationSection section)
    {
        if (!section.Exists())
        {
            return null;
        }

        return new(Required("Endpoint"), Required("KeyPairId"), Required("PrivateKeyFile"));

        string Required(string name) => section[name] is { Length: > 0 } value
            ? value
            : throw new StoreStartException($"--CloudFront:{name} is missing. A distribution needs Endpoint, KeyPairId, and PrivateKeyFile.");
    }

    public void Add(PresignKitBuilder kit) => kit.AddCloudFront(StoreName, cdn =>
    {
        cdn.Origin = "media";
        cdn.Endpoint = Endpoint;
        cdn.Key = new() { KeyPairId = KeyPairId, PrivateKeyFile = PrivateKeyFile };
    });
}
