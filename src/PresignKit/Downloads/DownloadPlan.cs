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

    public ResponseOverrides Overrides(DownloadRequest request)
    {
        if (request is { ContentType: null, FileName: null, Lifetime: null })
        {
            return _plain;
        }

        var contentType = request.ContentType is null ? null : ContentTypeHeader.Parse(request.ContentType) ?? throw NoContentType(request);
        var mediaType = contentType?.MediaType;

        // Only a known type can be on the inline list, and then the store answers with that type instead of the stored one.
        var wanted = request.Disposition ?? policy.Disposition;
        var disposition = wanted == DispositionType.Inline && mediaType is not null && policy.InlineContentTypes.Contains(MediaTypes.Canonical(mediaType))
            ? DispositionType.Inline
            : DispositionType.Attachment;
        return new(
            contentType?.ToString(),
            ContentDisposition.Format(disposition, request.FileName),
            policy.CachingFor(request.Lifetime).CacheControl);
    }

    private static ArgumentException NoContentType(DownloadRequest request) => new(
        $"The content type '{MessageText.Printable(request.ContentType, 100)}' is not of the form type/subtype, such as video/mp4, "
        + "with well-formed parameters, such as text/csv; charset=windows-1251.",
        nameof(request));
}
