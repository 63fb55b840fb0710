using System.Net;

namespace PresignKit.CloudFront.Documents;

/// <summary>When, and from where, a policy grants access.</summary>
/// <param name="ExpiresAt">The end.</param>
/// <param name="NotBefore">The beginning; null: at once.</param>
/// <param name="ClientNetwork">The IPv4 addresses that requests may come from; null: all.</param>
internal readonly record struct AccessConditions(DateTimeOffset ExpiresAt, DateTimeOffset? NotBefore = null, IPNetwork? ClientNetwork = null)
{
    /// <summary>Whether a canned policy can express it, which says only when access ends.</summary>
    public bool AreCanned => NotBefore is null && ClientNetwork is null;
}
