using PresignKit.Policies;
using PresignKit.Providers;

namespace PresignKit.Issuing;

/// <summary>What a policy and a request come to, before anything is signed: the same for one URL and for many.</summary>
internal readonly record struct DownloadTerms(DownloadPolicy Policy, TimeSpan? ExpiresIn, ResponseOverrides Overrides)
{
    /// <summary>How long it has to live, or null.</summary>
    public TimeSpan? MinimumLife => Lifetimes.Minimum(Policy.MinimumLife, ExpiresIn);

    public Lifetime Lifetime(DateTimeOffset now, DateTimeOffset? credentialsExpireAt) =>
        Lifetimes.OfDownload(Policy, ExpiresIn, now, credentialsExpireAt);

    public AccessBatch Batch(in Lifetime lifetime) => new(ObjectAccess.Read, lifetime.SignedAt, lifetime.Length, Overrides);
}
