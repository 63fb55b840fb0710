namespace PresignKit.LocalS3.Storage;

/// <summary>The attributes that a client sets when it uploads an object, and that are returned when the object is read.</summary>
internal sealed record ObjectAttributes
{
    /// <summary>The content type S3 uses if an upload does not specify one.</summary>
    public const string DefaultContentType = "binary/octet-stream";

    public string ContentType { get; init; } = DefaultContentType;

    public string? CacheControl { get; init; }

    public string? ContentDisposition { get; init; }

    public string? ContentEncoding { get; init; }

    public string? ContentLanguage { get; init; }

    public string? Expires { get; init; }

    /// <summary>User metadata, with lowercase names without <c>x-amz-meta-</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The encryption that the client requested while the store pretended to encrypt. The files on disk are not encrypted.</summary>
    public string? ServerSideEncryption { get; init; }

    /// <summary>The key that the client named together with <see cref="ServerSideEncryption"/>.</summary>
    public string? EncryptionKeyId { get; init; }
}
