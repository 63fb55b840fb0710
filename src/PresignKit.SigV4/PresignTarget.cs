namespace PresignKit.SigV4;

/// <summary>
/// What a URL gives access to: one object, or the bucket itself. The bucket must be chosen explicitly, so that an empty key can never
/// turn a download into a listing. The default value is no target and is refused.
/// </summary>
public readonly struct PresignTarget
{
    private PresignTarget(string? key, PresignTargetKind kind)
    {
        Key = key;
        Kind = kind;
    }

    /// <summary>The bucket: <c>/bucket</c> in path style, <c>/</c> in virtual-host style.</summary>
    public static PresignTarget Bucket { get; } = new(null, PresignTargetKind.Bucket);

    /// <summary>
    /// The bucket with a trailing slash: <c>/bucket/</c> in path style, which has a different signature from <c>/bucket</c>. In
    /// virtual-host style, it is the same as <see cref="Bucket"/>.
    /// </summary>
    public static PresignTarget BucketWithSlash { get; } = new(null, PresignTargetKind.BucketWithSlash);

    internal string? Key { get; }

    internal PresignTargetKind Kind { get; }

    /// <summary>
    /// Creates a target for one object. The key is used as it is: no segment and no slash is removed, because S3 does not normalize paths.
    /// </summary>
    /// <param name="key">The object key, decoded, without a leading slash (unless the key itself starts with one).</param>
    /// <returns>The target.</returns>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public static PresignTarget ForObject(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new PresignTarget(key, PresignTargetKind.Object);
    }
}
