namespace PresignKit.Issuing;

/// <summary>From when and how long a signature holds, and what set its end.</summary>
internal readonly record struct Lifetime(DateTimeOffset SignedAt, TimeSpan Length, ExpiryLimit LimitedBy)
{
    public DateTimeOffset ExpiresAt => SignedAt + Length;
}
