using PresignKit.Policies;

namespace PresignKit.Issuing;

/// <summary>Determines how long a signature is valid: the shortest of the lifetimes of policy, request, and credentials.</summary>
internal static class Lifetimes
{
    public static void Check(string policy, TimeSpan longest, TimeSpan? requested)
    {
        if (requested is { } lifetime && (lifetime < LifetimeLimits.Shortest || lifetime > longest))
        {
            throw new PolicyViolationException(
                ErrorCodes.LifetimeInvalid,
                $"The requested lifetime is {lifetime:c}; policy '{policy}' allows 1 second to {longest:c}.",
                longest.ToString("c"));
        }
    }

    public static Lifetime OfDownload(DownloadPolicy policy, TimeSpan? requested, DateTimeOffset now, DateTimeOffset? credentialsExpireAt)
    {
        var length = requested ?? policy.Lifetime;
        var limit = requested is null ? ExpiryLimit.Policy : ExpiryLimit.Request;
        var minimum = Minimum(policy.MinimumLifetime, requested);
        var window = policy.CachingFor(requested).Window;
        if (window == TimeSpan.Zero)
        {
            return AtLeast(minimum, policy.Name, now, Clamp(now, length, limit, credentialsExpireAt));
        }

        // The start of the window may be before the credentials' end although now is after it.
        ThrowIfExpired(now, credentialsExpireAt);

        // Signed for the start of the window, and valid for the length after its end: everybody gets the same URL, valid for at least the length.
        var start = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % window.Ticks), TimeSpan.Zero);
        return AtLeast(minimum, policy.Name, now, Clamp(start, length + window, limit, credentialsExpireAt));
    }

    public static Lifetime OfUpload(UploadPolicy policy, TimeSpan? requested, DateTimeOffset now, DateTimeOffset? credentialsExpireAt) => AtLeast(
        Minimum(policy.MinimumLifetime, requested),
        policy.Name,
        now,
        Clamp(now, requested ?? policy.Lifetime, requested is null ? ExpiryLimit.Policy : ExpiryLimit.Request, credentialsExpireAt));

    /// <summary>As that of an upload, but never beyond the end of the time that the upload may take.</summary>
    /// <exception cref="PolicyViolationException">That time is over.</exception>
    public static Lifetime OfPart(UploadPolicy policy, DateTimeOffset endsAt, DateTimeOffset now, DateTimeOffset? credentialsExpireAt)
    {
        var left = SecondsLeft(endsAt, WholeSecond(now));
        if (left < 1)
        {
            throw new PolicyViolationException(
                ErrorCodes.UploadTimeOver, $"The time to send and complete this upload was over at {endsAt:u}. Open a new slot.");
        }

        var rest = TimeSpan.FromSeconds(left);
        return rest < policy.Lifetime
            ? Clamp(now, rest, ExpiryLimit.Policy, credentialsExpireAt)
            : OfUpload(policy, requested: null, now, credentialsExpireAt);
    }

    /// <summary>The minimum lifetime of a grant; null: none. A request that asks for a shorter lifetime lowers it.</summary>
    public static TimeSpan? Minimum(TimeSpan? policy, TimeSpan? requested) => requested < policy ? requested : policy;

    /// <summary>Cuts a lifetime to whole seconds, and to the lifetime of the credentials.</summary>
    public static Lifetime Clamp(DateTimeOffset now, TimeSpan length, ExpiryLimit limit, DateTimeOffset? credentialsExpireAt)
    {
        ThrowIfExpired(now, credentialsExpireAt);
        var signedAt = WholeSecond(now);
        var seconds = length.Ticks / TimeSpan.TicksPerSecond;
        if (credentialsExpireAt is { } end)
        {
            var left = SecondsLeft(end, signedAt);
            if (left < seconds)
            {
                (seconds, limit) = (left, ExpiryLimit.Credentials);
            }
        }

        return new(signedAt, TimeSpan.FromSeconds(seconds), limit);
    }

    // Only credentials can cut a lifetime below the minimum: the policy's own lifetime is never shorter.
    private static Lifetime AtLeast(TimeSpan? minimum, string policy, DateTimeOffset now, in Lifetime lifetime)
    {
        if (lifetime.LimitedBy != ExpiryLimit.Credentials || minimum is not { } shortest || lifetime.ExpiresAt - WholeSecond(now) >= shortest)
        {
            return lifetime;
        }

        throw new StoreException(
            ErrorCodes.CredentialsTooShort,
            $"Signatures with the store's credentials are valid until {lifetime.ExpiresAt:u} at most, "
            + $"but policy '{policy}' has a MinimumLifetime of {shortest:c}, counted from {now:u}. "
            + "Use credentials with longer sessions, or lower MinimumLifetime.");
    }

    private static void ThrowIfExpired(DateTimeOffset now, DateTimeOffset? credentialsExpireAt)
    {
        if (credentialsExpireAt is { } end && SecondsLeft(end, WholeSecond(now)) < 1)
        {
            throw new StoreException(
                ErrorCodes.CredentialsExpired,
                $"The store's credentials expire at {end:u}, so nothing can be signed with them at {WholeSecond(now):u}.");
        }
    }

    private static long SecondsLeft(DateTimeOffset end, DateTimeOffset from) => (end.UtcTicks - from.UtcTicks) / TimeSpan.TicksPerSecond;

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
