namespace PresignKit.SigV4;

/// <summary>
/// What a URL reaches: one object, or the bucket itself. The bucket is named on purpose, so that an empty key can never turn a
/// download into a listing. The default value reaches nothing and is refused.
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
    /// The bucket with a slash at its end: <c>/bucket/</c> in path style, which is another signature than <c>/bucket</c>.
    /// The same as <see cref="Bucket"/> in virtual-host style.
    /// </summary>
    public static PresignTarget BucketWithSlash { get; } = new(null, PresignTargetKind.BucketWithSlash);

    internal string? Key { get; }

    internal PresignTargetKind Kind { get; }

    /// <summary>
    /// One object. The key is taken verbatim: no segment is folded and no slash dropped, since S3 does not normalise paths.
    /// </summary>
    /// <param name="key">The object's key, decoded, without a leading slash (unless the key really begins with one).</param>
    /// <returns>The target.</returns>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public static PresignTarget ForObject(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new PresignTarget(key, PresignTargetKind.Object);
    }
}
