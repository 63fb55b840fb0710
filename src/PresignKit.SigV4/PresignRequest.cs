namespace PresignKit.SigV4;

/// <summary>
/// What one presigned URL allows. Everything in it is signed, so the client can send exactly this request and no other.
/// </summary>
public readonly ref struct PresignRequest
{
    /// <summary>The maximum lifetime of a presigned URL: seven days.</summary>
    /// <remarks>Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters", X-Amz-Expires: at most 604,800 s.</remarks>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(7);

    /// <summary>The HTTP method, in uppercase. The client must use this method: a URL for GET does not allow HEAD.</summary>
    public required string Method { get; init; }

    /// <summary>The object, or explicitly the bucket, to which the URL gives access.</summary>
    public required PresignTarget Target { get; init; }

    /// <summary>The time of signing. Fractions of a second are truncated.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>How long the URL is valid, counted from <see cref="SignedAt"/>: whole seconds, 1 second to 7 days.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>
    /// The headers to sign in addition to <c>host</c>, which is always signed. The client must send each of them with this value; if one is
    /// missing or different, the store responds with 403. The values of a repeated name are joined with commas, in this order.
    /// </summary>
    /// <value>Default: none.</value>
    public ReadOnlySpan<NameValue> Headers { get; init; }

    /// <summary>
    /// Further query parameters, decoded: <c>response-content-type</c>, <c>partNumber</c>, <c>uploadId</c>. They are part of the URL, so
    /// the client need not add them. The parameters of the signature itself are not allowed.
    /// </summary>
    /// <value>Default: none.</value>
    public ReadOnlySpan<NameValue> Query { get; init; }

    /// <summary>
    /// The payload hash to sign. With any other value than the default, the client must send the body with this hash; S3 checks it only if
    /// a signed <c>x-amz-content-sha256</c> header or query parameter has the same value.
    /// </summary>
    /// <value>Default: <c>UNSIGNED-PAYLOAD</c>, as S3 expects of presigned URLs.</value>
    public string? PayloadHash { get; init; }
}
