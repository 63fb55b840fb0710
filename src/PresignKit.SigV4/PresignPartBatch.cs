namespace PresignKit.SigV4;

/// <summary>
/// What the presigned URLs for the parts of one multipart upload have in common, which is everything except the part number. Each URL is for
/// a PUT (UploadPart) and signs the exact length of its part. As in <see cref="PresignRequest"/>, everything is signed.
/// </summary>
/// <remarks>Amazon S3 API Reference, "UploadPart"; Amazon S3 User Guide, "Amazon S3 multipart upload limits".</remarks>
public readonly ref struct PresignPartBatch
{
    /// <summary>The largest part number: 10,000. The first part has number 1.</summary>
    public const int MaxPartNumber = 10_000;

    /// <summary>The object key, as in <see cref="PresignTarget.ForObject"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The upload ID, as the store returned it (CreateMultipartUpload); any characters.</summary>
    public required string UploadId { get; init; }

    /// <summary>The size of the whole object in bytes. An empty object is one empty part.</summary>
    public required long ObjectSize { get; init; }

    /// <summary>
    /// The size of each part except the last in bytes; at least 1, and large enough for at most <see cref="MaxPartNumber"/> parts. The last part
    /// is what remains. For each part, its size is signed as Content-Length.
    /// </summary>
    public required long PartSize { get; init; }

    /// <inheritdoc cref="PresignRequest.SignedAt"/>
    public required DateTimeOffset SignedAt { get; init; }

    /// <inheritdoc cref="PresignRequest.Lifetime"/>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>
    /// The headers to sign in addition to <c>host</c> and <c>content-length</c>, as in <see cref="PresignRequest.Headers"/>. The client must
    /// send each of them with every part.
    /// </summary>
    /// <value>Default: none.</value>
    public ReadOnlySpan<NameValue> Headers { get; init; }

    /// <summary>
    /// The query parameters to sign in addition to <c>partNumber</c> and <c>uploadId</c>, which they must not contain, as in
    /// <see cref="PresignRequest.Query"/>.
    /// </summary>
    /// <value>Default: none.</value>
    public ReadOnlySpan<NameValue> Query { get; init; }

    /// <summary>The number of parts, which is also the number of the last one.</summary>
    internal long PartCount => Math.Max(1, ((ObjectSize - 1) / PartSize) + 1);

    /// <summary>The size of the last part.</summary>
    internal long LastPartSize => ObjectSize - ((PartCount - 1) * PartSize);

    /// <summary>Creates the request for a part with a length.</summary>
    /// <param name="headers">Content-Length, and the headers of the batch.</param>
    /// <param name="query">The part number and the upload ID.</param>
    internal PresignRequest For(ReadOnlySpan<NameValue> headers, ReadOnlySpan<NameValue> query) => new()
    {
        Method = "PUT",
        Target = PresignTarget.ForObject(Key),
        SignedAt = SignedAt,
        Lifetime = Lifetime,
        Headers = headers,
        Query = query,
    };
}
