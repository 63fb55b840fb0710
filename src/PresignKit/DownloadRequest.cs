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
    /// How long the URL is valid: 1 second to the policy's lifetime. Such a URL is new each time and is not cached, unless the policy sets
    /// <see cref="DownloadPolicyOptions.StableWindow"/>.
    /// </summary>
    /// <value>Null: the policy's lifetime, and up to one stable window more.</value>
    public TimeSpan? Lifetime { get; init; }
}
