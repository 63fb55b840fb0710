namespace PresignKit.CloudFront;

/// <summary>
/// The cookies of one grant, which are set together: <c>foreach (var cookie in cookies.All) response.Headers.Append("Set-Cookie",
/// cookie.RevealHeader());</c>.
/// </summary>
public sealed class CloudFrontCookies
{
    internal CloudFrontCookies(IReadOnlyList<CloudFrontCookie> all, DateTimeOffset expiresAt, ExpiryLimit limitedBy) =>
        (All, ExpiresAt, LimitedBy) = (all, expiresAt, limitedBy);

    /// <summary>The cookies. A browser must have all of them before the first request.</summary>
    public IReadOnlyList<CloudFrontCookie> All { get; }

    /// <summary>When access ends. Set new cookies before then.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>What determined <see cref="ExpiresAt"/>.</summary>
    public ExpiryLimit LimitedBy { get; }

    /// <summary>The path and the end, without values.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{All.Count} cookies for {All[0].Path}, expire {ExpiresAt:u}";
}
