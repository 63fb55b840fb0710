using PresignKit.Content;
using PresignKit.Policies;
using PresignKit.Providers;

namespace PresignKit.Downloads;

/// <summary>Derives the response headers that the signature fixes from a policy and a request. Created once per policy.</summary>
/// <param name="policy">The policy.</param>
internal sealed class DownloadPlan(DownloadPolicy policy)
{
    // Without a type, nothing is inline, so every request without type, file name, and lifetime gets this.
    private readonly ResponseOverrides _plain = new(
        ContentType: null, ContentDisposition.Format(DispositionType.Attachment, fileName: null), policy.Caching.CacheControl);

    public DownloadPolicy Policy => policy;

    /// <summary>What one URL, or many with the same request, return.</summary>
    public ResponseOverrides Overrides(DownloadRequest request) => Overrides(new DownloadItem().OrFrom(request), request.Lifetime, nameof(request));

    /// <summary>What a URL returns for an item in which nothing is left open that the request specifies.</summary>
    /// <param name="item">The item.</param>
    /// <param name="lifetime">The lifetime that the request asks for, or null.</param>
    /// <param name="parameterName">The name of the argument, for exceptions.</param>
    public ResponseOverrides Overrides(in DownloadItem item, TimeSpan? lifetime, string parameterName)
    {
        DownloadSelection.Check(item, parameterName);
        if (lifetime is null && item is { ContentType: null, FileName: null, ContentLanguage: null, ContentEncoding: null, Expires: null })
        {
            return _plain;
        }

        var contentType = item.ContentType is null
            ? null
            : ContentTypeHeader.Parse(item.ContentType) ?? throw NoContentType(item.ContentType, parameterName);
        return new(
            contentType?.ToString(),
            ContentDisposition.Format(DispositionOf(item, contentType?.MediaType), item.FileName),
            policy.CachingFor(lifetime).CacheControl)
        {
            ContentLanguage = item.ContentLanguage,
            ContentEncoding = item.ContentEncoding,
            Expires = item.Expires,
        };
    }

    // Only a known type can be on the inline list, and then the store answers with that type instead of the stored one. The bytes that an encoding stands
    // for have not been verified, whatever the type says.
    private DispositionType DispositionOf(in DownloadItem item, string? mediaType) =>
        (item.Disposition ?? policy.Disposition) == DispositionType.Inline
        && item.ContentEncoding is null
        && mediaType is not null
        && policy.InlineContentTypes.Contains(MediaTypes.Canonical(mediaType))
            ? DispositionType.Inline
            : DispositionType.Attachment;

    private static ArgumentException NoContentType(string contentType, string parameterName) => new(
        $"The content type '{MessageText.Printable(contentType, 100)}' is not of the form type/subtype, such as video/mp4, "
        + "with well-formed parameters, such as text/csv; charset=windows-1251.",
        parameterName);
}
