using PresignKit.Policies;
using PresignKit.Providers;

namespace PresignKit.Issuing;

/// <summary>What a policy and a request specify before anything is signed: the same for one URL and for many.</summary>
internal readonly record struct DownloadTerms(DownloadPolicy Policy, TimeSpan? Lifetime, ResponseOverrides Overrides)
{
    /// <summary>The minimum lifetime of a URL, or null.</summary>
    public TimeSpan? MinimumLifetime => Lifetimes.Minimum(Policy.MinimumLifetime, Lifetime);

    public Lifetime Resolve(DateTimeOffset now, DateTimeOffset? credentialsExpireAt) =>
        Lifetimes.OfDownload(Policy, Lifetime, now, credentialsExpireAt);

    public AccessBatch Batch(in Lifetime lifetime) => new(ObjectAccess.Read, lifetime.SignedAt, lifetime.Length, Overrides);
}
