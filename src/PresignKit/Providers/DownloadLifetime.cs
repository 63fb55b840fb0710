namespace PresignKit.Providers;

/// <summary>For how long a grant under a download policy is valid.</summary>
/// <param name="SignedAt">The instant from which it is valid; whole seconds.</param>
/// <param name="Lifetime">How long after <paramref name="SignedAt"/> it is valid: whole seconds, 1 second to 7 days.</param>
/// <param name="LimitedBy">What determined its end.</param>
public readonly record struct DownloadLifetime(DateTimeOffset SignedAt, TimeSpan Lifetime, ExpiryLimit LimitedBy)
{
    /// <summary>The end.</summary>
    public DateTimeOffset ExpiresAt => SignedAt + Lifetime;
}
