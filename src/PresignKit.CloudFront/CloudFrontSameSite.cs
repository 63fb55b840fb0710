namespace PresignKit.CloudFront;

/// <summary>The attribute <c>SameSite</c> of signed cookies (RFC 6265bis).</summary>
public enum CloudFrontSameSite
{
    /// <summary>
    /// Sent with requests from pages on the same site, and when a user follows a link from another site. A player on another site cannot use them.
    /// </summary>
    Lax,

    /// <summary>Sent only with requests from pages on the same site.</summary>
    Strict,

    /// <summary>
    /// Also sent with requests from pages on other sites, if the browser allows third-party cookies. Many browsers do not, so use a signed query for a player
    /// on another site.
    /// </summary>
    None,
}
