namespace PresignKit.S3.Credentials;

/// <summary>Determines when credentials are looked up again.</summary>
internal static class RenewalSchedule
{
    /// <summary>
    /// The interval between lookups of credentials that others renew, and the shortest pause between any two lookups. A lookup takes a lock inside
    /// the AWS SDK, which renews credentials minutes before they expire, so a delay of a few seconds does no harm.
    /// </summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(10);

    /// <summary>The pause after the first failure; it doubles with each further one.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause. It is short, so that signing resumes soon after a failed source recovers.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait, even if credentials last longer: timers are limited to 49 days.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    // The time for a renewal with a few failed attempts before it shortens a URL.
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long before their expiry credentials are renewed: early enough that the longest policy gets its full lifetime. If that is more than three
    /// quarters of their own lifetime, it occasionally gets less, because the token service would otherwise be called constantly.
    /// </summary>
    /// <param name="life">Their lifetime from when they were found.</param>
    /// <param name="needed">Returns the longest lifetime of the store's policies.</param>
    public static TimeSpan Lead(TimeSpan life, TimeSpan needed)
    {
        var longest = life * 0.75;
        var wanted = needed + CredentialSnapshot.Skew + Reserve;
        return wanted < longest ? wanted : longest;
    }

    /// <summary>The pause after a successful lookup; null if there is no further one.</summary>
    public static TimeSpan? AfterSuccess(
        CredentialRenewal renewal, DateTimeOffset now, DateTimeOffset foundAt, DateTimeOffset? expiresAt, TimeSpan needed)
    {
        if (renewal == CredentialRenewal.Never)
        {
            return null;
        }

        if (renewal == CredentialRenewal.BySource)
        {
            return LookInterval;
        }

        var pause = expiresAt is { } end ? end - Lead(end - foundAt, needed) - now : TimeSpan.FromHours(1);
        return pause < LookInterval ? LookInterval : pause > LongestWait ? LongestWait : pause;
    }

    /// <summary>The pause after this number of consecutive failures, starting with 1.</summary>
    public static TimeSpan AfterFailure(int failures)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 16));
        return pause < LongestPause ? pause : LongestPause;
    }
}
