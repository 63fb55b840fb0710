namespace PresignKit.CloudFront;

/// <summary>The attribute <c>SameSite</c> of signed cookies (RFC 6265bis).</summary>
public enum CloudFrontSameSite
{
    /// <summary>Requests of pages on the same site, and links of others. A player on another site gets nothing.</summary>
    Lax,

    /// <summary>Only requests of pages on the same site.</summary>
    Strict,

    /// <summary>
    /// Also requests of pages on other sites, in browsers that let cookies of third parties through: many do not. For a player on another site, use a
    /// signed query.
    /// </summary>
    None,
}
