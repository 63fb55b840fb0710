namespace PresignKit.S3.Credentials;

/// <summary>When credentials are looked at again.</summary>
internal static class RenewalSchedule
{
    /// <summary>
    /// How long a look at credentials that others renew is good for, and the shortest pause between any two looks. A look means a lock
    /// inside the AWS SDK; it renews credentials minutes before they end, so a few seconds of delay cost nothing.
    /// </summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(10);

    /// <summary>The pause after the first failure; it doubles with each further one.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>And grows no longer than this: where nothing can be signed any more, a source that works again is soon noticed.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Credentials that last longer are looked at earlier: no timer takes a pause of more than 49 days.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    // What a renewal and a few failures of it may take, before a URL becomes shorter for it.
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long before their end credentials are renewed: early enough that the longest policy gets its whole expiry. Where it asks for
    /// more than three quarters of their life, it gets less now and then, or the token service would be asked without end.
    /// </summary>
    /// <param name="life">How long they last from when they were found.</param>
    /// <param name="needed">The longest expiry of the store's policies.</param>
    public static TimeSpan Lead(TimeSpan life, TimeSpan needed)
    {
        var longest = life * 0.75;
        var wanted = needed + CredentialSnapshot.Skew + Reserve;
        return wanted < longest ? wanted : longest;
    }

    /// <summary>The pause until the next look after one that found credentials; null: there is none.</summary>
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

    /// <summary>The pause after so many failures in a row, the first of them being 1.</summary>
    public static TimeSpan AfterFailure(int failures)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 16));
        return pause < LongestPause ? pause : LongestPause;
    }
}
