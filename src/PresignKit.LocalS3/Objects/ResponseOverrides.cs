using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Objects;

/// <summary>The <c>response-*</c> query parameters, with which a signed GET or HEAD overrides stored headers in the response.</summary>
internal sealed record ResponseOverrides
{
    public string? ContentType { get; private init; }

    public string? CacheControl { get; private init; }

    public string? ContentDisposition { get; private init; }

    public string? ContentEncoding { get; private init; }

    public string? ContentLanguage { get; private init; }

    public string? Expires { get; private init; }

    public static ResponseOverrides Read(QueryParameters query) => new()
    {
        ContentType = Find(query, "response-content-type"),
        CacheControl = Find(query, "response-cache-control"),
        ContentDisposition = Find(query, "response-content-disposition"),
        ContentEncoding = Find(query, "response-content-encoding"),
        ContentLanguage = Find(query, "response-content-language"),
        Expires = Find(query, "response-expires"),
    };

    // S3 rejects values that ISO-8859-1 cannot represent in a header, and line breaks. A signer must encode names as in RFC 8187.
    private static string? Find(QueryParameters query, string name)
    {
        if (query.Find(name) is not { Length: > 0 } value)
        {
            return null;
        }

        if (value.Any(letter => letter > '\u00FF' || char.IsControl(letter)))
        {
            throw new S3Exception(S3Errors.InvalidArgument("Header value cannot be represented using ISO-8859-1.", name, value));
        }

        return value;
    }
}
