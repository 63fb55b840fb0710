namespace PresignKit.Providers;

/// <summary>Response headers that the signature makes the store return.</summary>
/// <param name="ContentType">Content-Type, or null.</param>
/// <param name="ContentDisposition">Content-Disposition, ASCII, already encoded by RFC 6266 and 8187, or null.</param>
/// <param name="CacheControl">Cache-Control, or null.</param>
public sealed record ResponseOverrides(string? ContentType, string? ContentDisposition, string? CacheControl)
{
    /// <summary>Content-Language: language tags, ASCII.</summary>
    /// <value>Null: as stored.</value>
    public string? ContentLanguage { get; init; }

    /// <summary>Content-Encoding: one token, such as <c>gzip</c>.</summary>
    /// <value>Null: as stored.</value>
    public string? ContentEncoding { get; init; }

    /// <summary>Expires, in whole seconds.</summary>
    /// <value>Null: as stored.</value>
    public DateTimeOffset? Expires { get; init; }
}
