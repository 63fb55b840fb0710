using System.Net;

namespace PresignKit.CloudFront;

/// <summary>For how long, and to whom, a distribution grants access.</summary>
public sealed record CloudFrontAccess
{
    /// <summary>
    /// The name of the download policy, which says how long access may last. It must leave response headers to the store (<see
    /// cref="DownloadPolicyOptions.UseStoredHeaders"/>), because neither cookies nor signatures for folders can promise any.
    /// </summary>
    /// <value><see cref="DownloadRequest.DefaultPolicy"/>.</value>
    public string Policy { get; init; } = DownloadRequest.DefaultPolicy;

    /// <summary>How long access lasts: 1 second to the policy's lifetime.</summary>
    /// <value>Null: the policy's lifetime, and up to one stable window more.</value>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>The instant after which access begins, in whole seconds; CloudFront refuses requests until then.</summary>
    /// <value>Null: immediately.</value>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>
    /// The IPv4 addresses that requests may come from, such as <c>192.0.2.0/24</c>. CloudFront does not compare IPv6 addresses, so IPv6 must be disabled for
    /// the distribution. A user's address can change during playback, for example when a phone leaves the Wi-Fi or a VPN is switched on.
    /// </summary>
    /// <value>Null: all addresses.</value>
    public IPNetwork? ClientNetwork { get; init; }
}
