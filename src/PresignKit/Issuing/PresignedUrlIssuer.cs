using System.Buffers;
using PresignKit.Policies;
using PresignKit.Providers;

namespace PresignKit.Issuing;

/// <summary>Applies policy, key, lifetime, and guarantees in the same way for every kind of store; the provider only signs.</summary>
internal sealed partial class PresignedUrlIssuer(
    string storeName, IStoreProvider provider, PolicyCatalog policies, TimeProvider clock, string? tenantStoreName = null)
    : IPresignedUrlIssuer, ITrustedToolUrlIssuer
{
    private static readonly DownloadRequest Unspecified = new();

    private readonly PartDownloads _parts = new(tenantStoreName ?? storeName, storeName, provider.Profile, policies);

    // That of a tenant's store differs from the store whose policies apply.
    public string StoreName => tenantStoreName ?? storeName;

    public ValueTask<PresignedUrl> IssueDownloadUrlAsync(
        ObjectKey key, DownloadRequest? request = null, CancellationToken cancellationToken = default) =>
        AccessAsync(ObjectAccess.Read, key, request ?? Unspecified, cancellationToken);

    public ValueTask<PresignedUrl> IssueHeadUrlAsync(
        ObjectKey key, DownloadRequest? request = null, CancellationToken cancellationToken = default) =>
        AccessAsync(ObjectAccess.Head, key, request ?? Unspecified, cancellationToken);

    public async ValueTask<IReadOnlyList<PresignedUrl>> IssueDownloadUrlsAsync(
        IReadOnlyList<ObjectKey> keys, DownloadRequest? request = null, CancellationToken cancellationToken = default)
    {
        var terms = Terms(keys, request ?? Unspecified);
        var session = await OpenAsync(terms.MinimumLifetime, cancellationToken).ConfigureAwait(false);
        var lifetime = terms.Resolve(clock.GetUtcNow(), session.CredentialsExpireAt);
        session = await PrepareAsync(session, terms, lifetime, cancellationToken).ConfigureAwait(false);
        var signed = new SignedRequest[keys.Count];
        session.SignMany(terms.Batch(lifetime), keys, signed);

        var urls = new PresignedUrl[signed.Length];
        for (var i = 0; i < urls.Length; i++)
        {
            urls[i] = Grant(signed[i], keys[i], lifetime);
        }

        return urls;
    }

    public async ValueTask<DateTimeOffset> WriteDownloadUrlsAsync(
        IReadOnlyList<ObjectKey> keys,
        IBufferWriter<byte> destination,
        DownloadRequest? request = null,
        Action<int, IBufferWriter<byte>>? before = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var terms = Terms(keys, request ?? Unspecified);
        var session = await OpenAsync(terms.MinimumLifetime, cancellationToken).ConfigureAwait(false);
        var lifetime = terms.Resolve(clock.GetUtcNow(), session.CredentialsExpireAt);
        session = await PrepareAsync(session, terms, lifetime, cancellationToken).ConfigureAwait(false);
        session.SignMany(terms.Batch(lifetime), keys, destination, before);
        return lifetime.ExpiresAt;
    }

    public async ValueTask<IReadOnlyList<PresignedUrl>> IssueDownloadUrlsAsync(
        IReadOnlyList<DownloadItem> items, DownloadRequest? request = null, CancellationToken cancellationToken = default)
    {
        using var batch = Batch(items, request ?? Unspecified, out var terms);
        var session = await OpenAsync(terms.MinimumLifetime, cancellationToken).ConfigureAwait(false);
        var lifetime = terms.Resolve(clock.GetUtcNow(), session.CredentialsExpireAt);
        session = await PrepareAsync(session, terms, lifetime, cancellationToken).ConfigureAwait(false);
        var signed = new SignedRequest[batch.Specifications.Length];
        session.SignMany(batch.Within(lifetime), signed);

        var urls = new PresignedUrl[signed.Length];
        for (var i = 0; i < urls.Length; i++)
        {
            urls[i] = Grant(signed[i], batch.Specifications[i].Key, lifetime);
        }

        return urls;
    }

    public async ValueTask<DateTimeOffset> WriteDownloadUrlsAsync(
        IReadOnlyList<DownloadItem> items,
        IBufferWriter<byte> destination,
        DownloadRequest? request = null,
        Action<int, IBufferWriter<byte>>? before = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var batch = Batch(items, request ?? Unspecified, out var terms);
        var session = await OpenAsync(terms.MinimumLifetime, cancellationToken).ConfigureAwait(false);
        var lifetime = terms.Resolve(clock.GetUtcNow(), session.CredentialsExpireAt);
        session = await PrepareAsync(session, terms, lifetime, cancellationToken).ConfigureAwait(false);
        session.SignMany(batch.Within(lifetime), destination, before);
        return lifetime.ExpiresAt;
    }

    public async ValueTask<PresignedUrl> IssueDeleteUrlAsync(
        ObjectKey key, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (lifetime < LifetimeLimits.Shortest || lifetime > LifetimeLimits.Longest)
        {
            throw new ArgumentOutOfRangeException(nameof(lifetime), lifetime, "The lifetime must be between 1 second and 7 days.");
        }

        var session = await provider.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        var clamped = Lifetimes.Clamp(clock.GetUtcNow(), lifetime, ExpiryLimit.Request, session.CredentialsExpireAt);
        return Grant(session.Sign(new AccessSpecification(ObjectAccess.Delete, key, clamped.SignedAt, clamped.Length, Overrides: null)), key, clamped);
    }

    private ValueTask<ISigningSession> OpenAsync(TimeSpan? minimumLifetime, CancellationToken cancellationToken) => minimumLifetime is { } lifetime
        ? provider.OpenSessionAsync(clock.GetUtcNow() + lifetime, cancellationToken)
        : provider.OpenSessionAsync(cancellationToken);

    private ValueTask<PresignedUrl> AccessAsync(
        ObjectAccess access, ObjectKey key, DownloadRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        SharedFolder.Check(request, key);
        var terms = Terms(request);
        var opening = OpenAsync(terms.MinimumLifetime, cancellationToken);
        if (!opening.IsCompletedSuccessfully)
        {
            return WaitAsync(opening, access, key, terms, cancellationToken);
        }

        var session = opening.Result;
        return session is IAsyncSigningSession
            ? WaitAsync(new(session), access, key, terms, cancellationToken)
            : new(SignAccess(session, access, key, terms));
    }

    private async ValueTask<PresignedUrl> WaitAsync(
        ValueTask<ISigningSession> opening, ObjectAccess access, ObjectKey key, DownloadTerms terms, CancellationToken cancellationToken)
    {
        var session = await opening.ConfigureAwait(false);
        if (session is not IAsyncSigningSession asynchronous)
        {
            return SignAccess(session, access, key, terms);
        }

        var lifetime = terms.Resolve(clock.GetUtcNow(), session.CredentialsExpireAt);
        return Grant(await asynchronous.SignAsync(terms.For(access, key, lifetime), cancellationToken).ConfigureAwait(false), key, lifetime);
    }

    private static ValueTask<ISigningSession> PrepareAsync(
        ISigningSession session, in DownloadTerms terms, in Lifetime lifetime, CancellationToken cancellationToken) =>
        session is IAsyncSigningSession asynchronous ? asynchronous.PrepareAsync(terms.Batch(lifetime), cancellationToken) : new(session);

    private PresignedUrl SignAccess(ISigningSession session, ObjectAccess access, ObjectKey key, in DownloadTerms terms) =>
        SignAccess(session, access, key, terms, terms.Resolve(clock.GetUtcNow(), session.CredentialsExpireAt));

    private static PresignedUrl SignAccess(
        ISigningSession session, ObjectAccess access, ObjectKey key, in DownloadTerms terms, in Lifetime lifetime) =>
        Grant(session.Sign(terms.For(access, key, lifetime)), key, lifetime);

    private DownloadTerms Terms(IReadOnlyList<ObjectKey> keys, DownloadRequest request)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys is not ObjectKeyList)
        {
            foreach (var key in keys)
            {
                ArgumentNullException.ThrowIfNull(key, nameof(keys));
            }
        }

        SharedFolder.Check(request, keys);
        return Terms(request);
    }

    private ItemBatch Batch(IReadOnlyList<DownloadItem> items, DownloadRequest request, out DownloadTerms terms)
    {
        ArgumentNullException.ThrowIfNull(items);
        terms = Terms(request);
        SharedFolder.Check(request, items);
        return ItemBatch.Of(terms, items);
    }

    private DownloadTerms Terms(DownloadRequest request)
    {
        var plan = policies.GetDownloadPlan(request.Policy);
        Lifetimes.Check(plan.Policy.Name, plan.Policy.Lifetime, request.Lifetime);
        var overrides = plan.Overrides(request);
        _parts.Require(request.PartNumber);
        return new(plan, request, overrides, _parts);
    }

    private static PresignedUrl Grant(in SignedRequest signed, ObjectKey key, in Lifetime lifetime) =>
        new(signed.Method, signed.Url, signed.Headers, key, lifetime.ExpiresAt, lifetime.LimitedBy);
}
