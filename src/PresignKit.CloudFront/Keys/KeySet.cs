namespace PresignKit.CloudFront.Keys;

/// <summary>One key, or two of which the second replaces the first at an instant.</summary>
internal sealed record KeySet(PolicyKey Key, PolicyKey? Next, DateTimeOffset UseFrom) : IDisposable
{
    /// <summary>The key that signs now.</summary>
    public PolicyKey At(DateTimeOffset now) => Next is not null && now >= UseFrom ? Next : Key;

    public void Dispose()
    {
        (Key as IDisposable)?.Dispose();
        (Next as IDisposable)?.Dispose();
    }

    public override string ToString() => Next is null ? Key.KeyPairId : $"{Key.KeyPairId}, from {UseFrom:u} {Next.KeyPairId}";
}
