namespace PresignKit.SigV4;

/// <summary>
/// What one presigned URL allows. Everything in it is signed: the holder can send exactly this and nothing else.
/// </summary>
public readonly ref struct PresignRequest
{
    /// <summary>The longest life of a presigned URL: seven days.</summary>
    /// <remarks>Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters", X-Amz-Expires: at most 604,800 s.</remarks>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(7);

    /// <summary>The HTTP method, in upper case. The holder must use this one: a URL for GET does not answer HEAD.</summary>
    public required string Method { get; init; }

    /// <summary>The object, or explicitly the bucket, that the URL reaches.</summary>
    public required PresignTarget Target { get; init; }

    /// <summary>The moment of signing. The URL carries whole seconds, so fractions are cut off.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>How long the URL works, counted from <see cref="SignedAt"/>: whole seconds, 1 s to 7 days.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>
    /// Headers to sign beside <c>host</c>, which is always signed. The holder must send each of them with this value: one
    /// that is missing or differs makes the store answer 403. A name given twice is signed as its values joined by a comma, in this order.
    /// </summary>
    /// <value>Default: none.</value>
    public ReadOnlySpan<NameValue> Headers { get; init; }

    /// <summary>
    /// Further query parameters, decoded: <c>response-content-type</c>, <c>partNumber</c>, <c>uploadId</c>. They become part of the
    /// URL, so the holder sends nothing. The parameters of the signature itself may not be named.
    /// </summary>
    /// <value>Default: none.</value>
    public ReadOnlySpan<NameValue> Query { get; init; }

    /// <summary>
    /// The payload hash that is signed. Anything but the default makes the holder send that very body, and S3 learns of it
    /// only from a signed <c>x-amz-content-sha256</c> header or query parameter of the same value.
    /// </summary>
    /// <value>Default: <c>UNSIGNED-PAYLOAD</c>, as S3 expects of presigned URLs.</value>
    public string? PayloadHash { get; init; }
}
