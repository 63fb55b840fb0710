using PresignKit.Policies;
using PresignKit.Providers;

namespace PresignKit.Issuing;

/// <summary>Signs requests that no policy speaks about, for one store.</summary>
internal sealed class UnrestrictedUrlSigner(string storeName, IStoreProvider provider, TimeProvider clock) : IUnrestrictedUrlSigner
{
    public string StoreName => storeName;

    public async ValueTask<UnrestrictedUrl> SignUrlAsync(UnrestrictedRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);

        // Copied before it is checked: the application's dictionaries may change while credentials are obtained.
        var (query, headers) = (request.Query.ToArray(), request.Headers.ToArray());
        UnrestrictedChecks.Check(request.Method, query, headers);
        if (request.Lifetime < LifetimeLimits.Shortest || request.Lifetime > LifetimeLimits.Longest)
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.Lifetime, "The lifetime must be between 1 second and 7 days.");
        }

        var session = await provider.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        var lifetime = Lifetimes.Clamp(clock.GetUtcNow(), request.Lifetime, ExpiryLimit.Request, session.CredentialsExpireAt);
        var signed = session.SignUnrestricted(new(request.Method, request.Key, query, headers, lifetime.SignedAt, lifetime.Length));
        return new(signed.Method, signed.Url, signed.Headers, lifetime.ExpiresAt, lifetime.LimitedBy);
    }
}
