namespace PresignKit.CloudFront.Keys;

/// <summary>One key, or two of which the second replaces the first at an instant.</summary>
internal sealed record KeySet(PolicyKey Key, PolicyKey? Next, DateTimeOffset UseFrom) : IDisposable
{
    /// <summary>The key that signs now.</summary>
    public PolicyKey At(DateTimeOffset now) => Next is not null && now >= UseFrom ? Next : Key;

    /// <summary>These keys, with the instances of another set for those that are in both: they have kept what they signed.</summary>
    public KeySet Keeping(KeySet inForce) => this with { Key = inForce.Find(Key), Next = Next is null ? null : inForce.Find(Next) };

    public void Dispose()
    {
        (Key as IDisposable)?.Dispose();
        (Next as IDisposable)?.Dispose();
    }

    public override string ToString() => Next is null ? Key.KeyPairId : $"{Key.KeyPairId}, from {UseFrom:u} {Next.KeyPairId}";

    private PolicyKey Find(PolicyKey key)
    {
        var known = Key.IsSame(key) ? Key : Next?.IsSame(key) == true ? Next : null;
        if (known is null)
        {
            return key;
        }

        (key as IDisposable)?.Dispose();
        return known;
    }
}
