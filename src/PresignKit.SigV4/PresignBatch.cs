namespace PresignKit.SigV4;

/// <summary>
/// What many presigned URLs have in common, which is everything except the object: for the thumbnails of a page or the segments of a
/// playlist. As in <see cref="PresignRequest"/>, everything in it is signed.
/// </summary>
public readonly ref struct PresignBatch
{
    /// <inheritdoc cref="PresignRequest.Method"/>
    public required string Method { get; init; }

    /// <inheritdoc cref="PresignRequest.SignedAt"/>
    public required DateTimeOffset SignedAt { get; init; }

    /// <inheritdoc cref="PresignRequest.Lifetime"/>
    public required TimeSpan Lifetime { get; init; }

    /// <inheritdoc cref="PresignRequest.Headers"/>
    public ReadOnlySpan<NameValue> Headers { get; init; }

    /// <inheritdoc cref="PresignRequest.Query"/>
    public ReadOnlySpan<NameValue> Query { get; init; }

    /// <inheritdoc cref="PresignRequest.PayloadHash"/>
    public string? PayloadHash { get; init; }

    /// <summary>Creates the request for one of the URLs.</summary>
    internal PresignRequest For(PresignTarget target) => new()
    {
        Method = Method,
        Target = target,
        SignedAt = SignedAt,
        Lifetime = Lifetime,
        Headers = Headers,
        Query = Query,
        PayloadHash = PayloadHash,
    };

    /// <summary>Returns the request without query parameters, which many objects with parameters of their own have in common.</summary>
    internal PresignRequest WithoutQuery() => new()
    {
        Method = Method,
        Target = PresignTarget.Bucket,
        SignedAt = SignedAt,
        Lifetime = Lifetime,
        Headers = Headers,
        PayloadHash = PayloadHash,
    };
}
