namespace PresignKit.CloudFront;

/// <summary>
/// The settings of a CloudFront distribution as a store, from code or from <c>PresignKit:Stores:NAME</c>. All are validated when the host starts. Changed
/// keys are used as soon as the configuration is reloaded; all other changes take effect at the next start.
/// </summary>
public sealed class CloudFrontStoreOptions
{
    /// <summary>
    /// The name of the store whose bucket is the origin of the distribution. The backend reads objects from it, for example playlists, and uploads go to it;
    /// browsers read from the distribution.
    /// </summary>
    /// <value>Null. Required.</value>
    public string? Origin { get; set; }

    /// <summary>
    /// The address of the distribution, without a path: <c>https://d111111abcdef8.cloudfront.net</c>, or an alternate domain name of it, such as
    /// <c>https://media.example.com</c>. Only loopback addresses may use http.
    /// </summary>
    /// <value>Null. Required.</value>
    public string? Endpoint { get; set; }

    /// <summary>
    /// The folder of the bucket that the distribution is limited to, ending in <c>/</c>: CloudFront's origin path, without its leading slash. It is not part
    /// of addresses, and the distribution cannot deliver objects outside of it.
    /// </summary>
    /// <value>Null: the whole bucket.</value>
    public string? OriginPath { get; set; }

    /// <summary>The key that signs until <see cref="NextKey"/> takes over.</summary>
    /// <value>Null. Required.</value>
    public CloudFrontKeyOptions? Key { get; set; }

    /// <summary>
    /// A second key, which signs from its <see cref="CloudFrontKeyOptions.UseFrom"/> on. What the first key has signed stays valid as long as its public key
    /// is in the key group.
    /// </summary>
    /// <value>Null: there is none.</value>
    public CloudFrontKeyOptions? NextKey { get; set; }

    /// <summary>The hash of what is signed.</summary>
    /// <value><see cref="CloudFrontHashAlgorithm.Sha256"/>.</value>
    public CloudFrontHashAlgorithm HashAlgorithm { get; set; }

    /// <summary>
    /// Whether the distribution passes the parameters <c>response-content-type</c>, <c>response-content-disposition</c>, and so on to its origin (its cache
    /// policy or origin request policy names them) and the origin honors them, as S3 does for the signed requests of an origin access control. The response
    /// headers of a download policy depend on it. A signature for a whole folder is then refused, because its holder could choose these parameters.
    /// </summary>
    /// <value>False: a download that needs a response header is refused. Policies with <see cref="DownloadPolicyOptions.UseStoredHeaders"/> need none.</value>
    public bool ForwardsResponseHeaders { get; set; }

    /// <summary>
    /// The domain that signed cookies are for, with all of its subdomains: the one that the application and the distribution have in common, such as
    /// <c>example.com</c> for <c>app.example.com</c> and <c>media.example.com</c>.
    /// </summary>
    /// <value>Null: cookies are only for the host that sets them, which is right if the distribution also serves the application.</value>
    public string? CookieDomain { get; set; }

    /// <summary>Which requests from other sites send signed cookies.</summary>
    /// <value><see cref="CloudFrontSameSite.Lax"/>, which includes all requests from pages on the same site.</value>
    public CloudFrontSameSite CookieSameSite { get; set; }

    /// <summary>Flaws that were found when configuration was read.</summary>
    internal List<string> SectionFlaws { get; } = [];
}
