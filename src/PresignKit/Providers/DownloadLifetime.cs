namespace PresignKit.Providers;

/// <summary>For how long a grant under a download policy is valid, and what else the policy says about it.</summary>
/// <param name="SignedAt">The instant from which it is valid; whole seconds.</param>
/// <param name="Lifetime">How long after <paramref name="SignedAt"/> it is valid: whole seconds, 1 second to 7 days.</param>
/// <param name="LimitedBy">What determined its end.</param>
public readonly record struct DownloadLifetime(DateTimeOffset SignedAt, TimeSpan Lifetime, ExpiryLimit LimitedBy)
{
    /// <summary>
    /// Whether the policy leaves all response headers to the store. If it does not, it promises headers, which a provider's own grants must keep or
    /// refuse.
    /// </summary>
    public bool UseStoredHeaders { get; init; }

    /// <summary>The end.</summary>
    public DateTimeOffset ExpiresAt => SignedAt + Lifetime;
}
