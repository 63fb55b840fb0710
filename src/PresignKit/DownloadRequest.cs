namespace PresignKit;

/// <summary>The options of a download URL.</summary>
public sealed record DownloadRequest
{
    /// <summary>The name of the download policy that is used if no other is named: <c>default</c>. It exists even if it is not configured.</summary>
    public const string DefaultPolicy = "default";

    /// <summary>The name of the download policy.</summary>
    /// <value><see cref="DefaultPolicy"/>.</value>
    public string Policy { get; init; } = DefaultPolicy;

    /// <summary>
    /// The name that the file is saved under: any Unicode name, as the user knows it. Path separators and control characters become <c>_</c>;
    /// directional marks are left out. A name of more than 200 characters or 240 bytes of UTF-8 is shortened before its extension.
    /// </summary>
    /// <value>Null: the browser uses the last segment of the key.</value>
    public string? FileName { get; init; }

    /// <summary>
    /// The object's content type as the application recorded it, possibly with parameters, such as <c>text/csv; charset=windows-1251</c>. The store
    /// answers with it instead of the stored type. It is an <see cref="ArgumentException"/> if the type or a parameter is malformed.
    /// </summary>
    /// <value>Null: the store answers with the stored type, and the download is an attachment.</value>
    public string? ContentType { get; init; }

    /// <summary>Whether the browser saves or shows the object.</summary>
    /// <value>Null: as the policy specifies.</value>
    public DispositionType? Disposition { get; init; }

    /// <summary>
    /// The version of the object, in a bucket with versions: what the store called it, such as in <c>x-amz-version-id</c>. Everybody who has the URL can
    /// read this version, even if a later one has replaced it, so the application chooses it. It is an <see cref="ArgumentException"/> if it is empty, has
    /// more than 1,024 bytes of UTF-8, or contains a control character.
    /// </summary>
    /// <value>Null: the latest version. The text <c>null</c> is the version that was written without versioning (Amazon S3 API Reference, "GetObject").</value>
    public string? VersionId { get; init; }

    /// <summary>
    /// The part of the object to return, by the number that it was uploaded with: 1 to 10,000, otherwise it is an <see cref="ArgumentException"/>. The store
    /// answers like to a Range, with status 206 (Amazon S3 API Reference, "GetObject", <c>partNumber</c>); Ceph 20 answers with status 200, and without
    /// Content-Range. Ceph 16 and 18 ignore the number, and would return the whole object. So it is a <see cref="StoreException"/>
    /// (<see cref="ErrorCodes.PartDownloadNotAvailable"/>) unless the store's profile says Yes to <see cref="StoreProfile.DownloadPartNumber"/>; leave it null
    /// then, and let the client ask for the bytes of the part by a Range header, which needs no signature.
    /// </summary>
    /// <value>Null: the whole object.</value>
    public int? PartNumber { get; init; }

    /// <summary>
    /// The languages of the content, such as <c>de</c> or <c>de-CH,fr</c>, which the store returns as Content-Language instead of the stored ones. It is an
    /// <see cref="ArgumentException"/> if they are malformed.
    /// </summary>
    /// <value>Null: as stored with the object.</value>
    public string? ContentLanguage { get; init; }

    /// <summary>
    /// How the stored bytes are compressed: <c>gzip</c>, <c>br</c>, <c>zstd</c>, or <c>deflate</c>, anything else is an <see cref="ArgumentException"/>. The
    /// store returns it as Content-Encoding, and browsers decode the bytes before they use them. What they decode to, nobody has verified, so such a
    /// download is always an attachment; scripts, and elements such as <c>img</c>, read it anyway.
    /// </summary>
    /// <value>Null: as stored with the object.</value>
    public string? ContentEncoding { get; init; }

    /// <summary>
    /// The instant after which caches consider the response out of date, in whole seconds; the store returns it as Expires. A <c>max-age</c> that the policy
    /// answers with takes precedence (RFC 9111, 5.3).
    /// </summary>
    /// <value>Null: as stored with the object.</value>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>
    /// The folder, ending in <c>/</c>, that one signature may cover if many URLs are issued at once: everybody who has one of the URLs can then read
    /// everything in it, also what is stored there later. Stores behind a CDN use it to sign once instead of once for each URL; all others sign each URL, and
    /// ignore it. It is an <see cref="ArgumentException"/> if it is not a folder, or if an object is not in it.
    /// </summary>
    /// <value>Null: each URL reads one object.</value>
    public string? SharedFolder { get; init; }

    /// <summary>
    /// How long the URL is valid: 1 second to the policy's lifetime. Such a URL is new each time and is not cached, unless the policy sets
    /// <see cref="DownloadPolicyOptions.StableWindow"/>.
    /// </summary>
    /// <value>Null: the policy's lifetime, and up to one stable window more.</value>
    public TimeSpan? Lifetime { get; init; }
}
