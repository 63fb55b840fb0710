namespace PresignKit.Issuing;

/// <summary>From when and for how long a signature is valid, and what determined its end.</summary>
internal readonly record struct Lifetime(DateTimeOffset SignedAt, TimeSpan Length, ExpiryLimit LimitedBy)
{
    public DateTimeOffset ExpiresAt => SignedAt + Length;
}
