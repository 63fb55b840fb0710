using PresignKit.Downloads;
using PresignKit.Providers;

namespace PresignKit.Issuing;

/// <summary>What a policy and a request specify before anything is signed: the same for one URL and for many.</summary>
/// <param name="Plan">What the policy specifies.</param>
/// <param name="Request">The request.</param>
/// <param name="Overrides">The response headers that the signature fixes.</param>
/// <param name="Parts">Whether the store returns single parts.</param>
internal readonly record struct DownloadTerms(DownloadPlan Plan, DownloadRequest Request, ResponseOverrides? Overrides, PartDownloads Parts)
{
    /// <summary>The minimum lifetime of a URL, or null.</summary>
    public TimeSpan? MinimumLifetime => Lifetimes.Minimum(Plan.Policy.MinimumLifetime, Request.Lifetime);

    public Lifetime Resolve(DateTimeOffset now, DateTimeOffset? credentialsExpireAt) =>
        Lifetimes.OfDownload(Plan.Policy, Request.Lifetime, now, credentialsExpireAt);

    public AccessBatch Batch(in Lifetime lifetime) => new(ObjectAccess.Read, lifetime.SignedAt, lifetime.Length, Overrides)
    {
        VersionId = Request.VersionId,
        PartNumber = Request.PartNumber,
        SharedFolder = Request.SharedFolder,
    };

    public AccessSpecification For(ObjectAccess access, ObjectKey key, in Lifetime lifetime) =>
        new(access, key, lifetime.SignedAt, lifetime.Length, Overrides)
        {
            VersionId = Request.VersionId,
            PartNumber = Request.PartNumber,
            IsNewEachTime = Plan.Policy.CachingFor(Request.Lifetime).Window == TimeSpan.Zero,
        };

    /// <summary>Resolves one item of many. The lifetime may still be open, and is filled in by <see cref="ItemBatch.Within"/>.</summary>
    public AccessSpecification For(in DownloadItem item, ref DeclaredType? type, string parameterName)
    {
        var resolved = item.OrFrom(Request);
        var overrides = Plan.Overrides(resolved, Request.Lifetime, parameterName, ref type);
        Parts.Require(resolved.PartNumber);
        return new(ObjectAccess.Read, item.Key, default, default, overrides)
        {
            VersionId = resolved.VersionId,
            PartNumber = resolved.PartNumber,
            SharedFolder = Request.SharedFolder,
        };
    }
}
