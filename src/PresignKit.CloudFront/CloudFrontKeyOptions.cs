namespace PresignKit.CloudFront;

/// <summary>A private key, and the ID that CloudFront gave its public key. Exactly one of the three sources of the key is set.</summary>
public sealed class CloudFrontKeyOptions
{
    /// <summary>
    /// The ID of the public key, as CloudFront shows it, such as <c>K2JCJMDEHXQW5F</c>. The public key must be in a key group that the distribution trusts.
    /// </summary>
    /// <value>Null. Required.</value>
    public string? KeyPairId { get; set; }

    /// <summary>
    /// The private key as PEM: RSA with 2,048 bits or ECDSA on P-256, not encrypted (<c>BEGIN PRIVATE KEY</c>, <c>BEGIN RSA PRIVATE KEY</c>, <c>BEGIN EC
    /// PRIVATE KEY</c>). Line breaks may be written as <c>\n</c>, as in environment variables. It is a secret: keep it in a secret store.
    /// </summary>
    /// <value>Null.</value>
    public string? PrivateKey { get; set; }

    /// <summary>The file that holds the private key as PEM. It is read when the application starts, and when its settings are reloaded.</summary>
    /// <value>Null.</value>
    public string? PrivateKeyFile { get; set; }

    /// <summary>
    /// Signs in place of a private key that the application holds. Only from code. Code that configures options runs again when the configuration is
    /// reloaded: set the same instance each time, or the new one is asked again for what the old one has signed.
    /// </summary>
    /// <value>Null.</value>
    public ICloudFrontPolicySigner? Signer { get; set; }

    /// <summary>
    /// The instant from which <see cref="CloudFrontStoreOptions.NextKey"/> signs. Until then, <see cref="CloudFrontStoreOptions.Key"/> does. By then, its
    /// public key must be in the key group, and CloudFront must have deployed it.
    /// </summary>
    /// <value>Null. Required for the next key, and not allowed for the first.</value>
    public DateTimeOffset? UseFrom { get; set; }

    /// <summary>The ID of the key, without the key.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => KeyPairId ?? "(no key pair ID)";
}
