using PresignKit.Policies;

namespace PresignKit.Issuing;

/// <summary>How long a signature is valid: the shortest lifetime of policy, request, and credentials.</summary>
internal static class Lifetimes
{
    public static void Check(string policy, TimeSpan longest, TimeSpan? requested)
    {
        if (requested is { } expiry && (expiry < LifetimeLimits.Shortest || expiry > longest))
        {
            throw new PolicyViolationException(
                ErrorCodes.LifetimeInvalid,
                $"The requested lifetime is {expiry:c}; policy '{policy}' allows 1 second to {longest:c}.",
                longest.ToString("c"));
        }
    }

    public static Lifetime OfDownload(DownloadPolicy policy, TimeSpan? requested, DateTimeOffset now, DateTimeOffset? credentialsExpireAt)
    {
        var length = requested ?? policy.Lifetime;
        var limit = requested is null ? ExpiryLimit.Policy : ExpiryLimit.Request;
        var minimum = Minimum(policy.MinimumLifetime, requested);
        if (policy.StableWindow == TimeSpan.Zero)
        {
            return AtLeast(minimum, policy.Name, now, Clamp(now, length, limit, credentialsExpireAt));
        }

        // Signed as of the start of the window and for all of it: the same for everybody, and valid for no less than the length.
        var start = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % policy.StableWindow.Ticks), TimeSpan.Zero);
        return AtLeast(minimum, policy.Name, now, Clamp(start, length + policy.StableWindow, limit, credentialsExpireAt));
    }

    public static Lifetime OfUpload(UploadPolicy policy, TimeSpan? requested, DateTimeOffset now, DateTimeOffset? credentialsExpireAt) => AtLeast(
        Minimum(policy.MinimumLifetime, requested),
        policy.Name,
        now,
        Clamp(now, requested ?? policy.Lifetime, requested is null ? ExpiryLimit.Policy : ExpiryLimit.Request, credentialsExpireAt));

    /// <summary>How long a grant must be valid at least; null: the policy does not say. A request for less gets less.</summary>
    public static TimeSpan? Minimum(TimeSpan? policy, TimeSpan? requested) => requested < policy ? requested : policy;

    /// <summary>Cuts a lifetime to whole seconds, and to the lifetime of the credentials.</summary>
    public static Lifetime Clamp(DateTimeOffset now, TimeSpan length, ExpiryLimit limit, DateTimeOffset? credentialsExpireAt)
    {
        var signedAt = WholeSecond(now);
        var seconds = length.Ticks / TimeSpan.TicksPerSecond;
        if (credentialsExpireAt is { } end)
        {
            var left = (end.UtcTicks - signedAt.UtcTicks) / TimeSpan.TicksPerSecond;
            if (left < 1)
            {
                throw new StoreException(
                    ErrorCodes.CredentialsExpired,
                    $"The store's credentials expire at {end:u}, so nothing can be signed with them at {signedAt:u}.");
            }

            if (left < seconds)
            {
                (seconds, limit) = (left, ExpiryLimit.Credentials);
            }
        }

        return new(signedAt, TimeSpan.FromSeconds(seconds), limit);
    }

    // Only credentials cut a lifetime below the minimum: a policy's own lifetime is never shorter.
    private static Lifetime AtLeast(TimeSpan? minimum, string policy, DateTimeOffset now, in Lifetime lifetime)
    {
        if (lifetime.LimitedBy != ExpiryLimit.Credentials || minimum is not { } life || lifetime.ExpiresAt - WholeSecond(now) >= life)
        {
            return lifetime;
        }

        throw new StoreException(
            ErrorCodes.CredentialsTooShort,
            $"The store's credentials can sign for nothing beyond {lifetime.ExpiresAt:u}, but policy '{policy}' requires a MinimumLifetime of {life:c} from {now:u}. "
            + "Use credentials with longer sessions, or lower MinimumLifetime.");
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
