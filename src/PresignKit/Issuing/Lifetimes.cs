using PresignKit.Policies;

namespace PresignKit.Issuing;

/// <summary>The shortest of policy, request and credentials decides.</summary>
internal static class Lifetimes
{
    /// <summary>S3 takes whole seconds from 1 on ("Authenticating Requests: Using Query Parameters", X-Amz-Expires).</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>And up to 604,800, seven days: the signing key is good for no longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static void Check(string policy, TimeSpan longest, TimeSpan? requested)
    {
        if (requested is { } expiry && (expiry < Shortest || expiry > longest))
        {
            throw new PolicyViolationException(
                ErrorCodes.LifetimeInvalid,
                $"Policy '{policy}' allows expiries from 1 second to {longest:c}; {expiry:c} was asked for.",
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

        // The start of the window signs for the whole of it: alike for everybody, and never for less than the length.
        var start = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % policy.StableWindow.Ticks), TimeSpan.Zero);
        return AtLeast(minimum, policy.Name, now, Clamp(start, length + policy.StableWindow, limit, credentialsExpireAt));
    }

    public static Lifetime OfUpload(UploadPolicy policy, TimeSpan? requested, DateTimeOffset now, DateTimeOffset? credentialsExpireAt) => AtLeast(
        Minimum(policy.MinimumLifetime, requested),
        policy.Name,
        now,
        Clamp(now, requested ?? policy.Lifetime, requested is null ? ExpiryLimit.Policy : ExpiryLimit.Request, credentialsExpireAt));

    /// <summary>How long a grant has to live; null where the policy does not say. Whoever asks for less gets less.</summary>
    public static TimeSpan? Minimum(TimeSpan? policy, TimeSpan? requested) => requested < policy ? requested : policy;

    /// <summary>Cuts a lifetime to whole seconds and to the credentials' own.</summary>
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
                    $"The store's credentials end at {end:u}, so nothing can be signed with them at {signedAt:u}.");
            }

            if (left < seconds)
            {
                (seconds, limit) = (left, ExpiryLimit.Credentials);
            }
        }

        return new(signedAt, TimeSpan.FromSeconds(seconds), limit);
    }

    // Only credentials cut a life below the minimum: a policy's own expiry is never below it.
    private static Lifetime AtLeast(TimeSpan? minimum, string policy, DateTimeOffset now, in Lifetime lifetime)
    {
        if (lifetime.LimitedBy != ExpiryLimit.Credentials || minimum is not { } life || lifetime.ExpiresAt - WholeSecond(now) >= life)
        {
            return lifetime;
        }

        throw new StoreException(
            ErrorCodes.CredentialsTooShort,
            $"The store's credentials allow nothing beyond {lifetime.ExpiresAt:u}, and policy '{policy}' demands a life of {life:c} (MinimumLifetime) from {now:u}. "
            + "Use credentials with longer sessions, or lower MinimumLifetime.");
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
