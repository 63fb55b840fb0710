namespace PresignKit.LocalS3.Storage;

/// <summary>What a client says about an object when it uploads it, and hears again when it reads it.</summary>
internal sealed record ObjectAttributes
{
    /// <summary>S3's own answer when an upload names no type.</summary>
    public const string DefaultContentType = "binary/octet-stream";

    public string ContentType { get; init; } = DefaultContentType;

    public string? CacheControl { get; init; }

    public string? ContentDisposition { get; init; }

    public string? ContentEncoding { get; init; }

    public string? ContentLanguage { get; init; }

    public string? Expires { get; init; }

    /// <summary>User metadata: names in lower case without <c>x-amz-meta-</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary><c>AES256</c> when the client asked for it: echoed, as S3 does. Nothing is encrypted on this disk.</summary>
    public string? ServerSideEncryption { get; init; }
}
