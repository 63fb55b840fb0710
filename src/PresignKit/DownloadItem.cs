namespace PresignKit;

/// <summary>
/// One object of many that download URLs are issued for at once, with what differs from object to object. Policy and lifetime are those of the
/// <see cref="DownloadRequest"/> for all of them, and so is each property that is null here.
/// </summary>
/// <param name="Key">The object. It need not exist.</param>
public readonly record struct DownloadItem(ObjectKey Key)
{
    /// <inheritdoc cref="DownloadRequest.FileName"/>
    /// <value>Null: as the request for all objects specifies.</value>
    public string? FileName { get; init; }

    /// <inheritdoc cref="DownloadRequest.ContentType"/>
    /// <value>Null: as the request for all objects specifies.</value>
    public string? ContentType { get; init; }

    /// <inheritdoc cref="DownloadRequest.Disposition"/>
    /// <value>Null: as the request for all objects specifies.</value>
    public DispositionType? Disposition { get; init; }

    /// <inheritdoc cref="DownloadRequest.VersionId"/>
    /// <value>Null: as the request for all objects specifies.</value>
    public string? VersionId { get; init; }

    /// <inheritdoc cref="DownloadRequest.PartNumber"/>
    /// <value>Null: as the request for all objects specifies.</value>
    public int? PartNumber { get; init; }

    /// <inheritdoc cref="DownloadRequest.ContentLanguage"/>
    /// <value>Null: as the request for all objects specifies.</value>
    public string? ContentLanguage { get; init; }

    /// <inheritdoc cref="DownloadRequest.ContentEncoding"/>
    /// <value>Null: as the request for all objects specifies.</value>
    public string? ContentEncoding { get; init; }

    /// <inheritdoc cref="DownloadRequest.Expires"/>
    /// <value>Null: as the request for all objects specifies.</value>
    public DateTimeOffset? Expires { get; init; }
}
