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

        var mediaType = request.ContentType is null ? null : MediaTypes.Normalize(request.ContentType) ?? throw NoContentType(request);

        // Only a known type can be on the inline list, and then the store answers with that type instead of the stored one.
        var wanted = request.Disposition ?? policy.Disposition;
        var disposition = wanted == DispositionType.Inline && mediaType is not null && policy.InlineContentTypes.Contains(MediaTypes.Canonical(mediaType))
            ? DispositionType.Inline
            : DispositionType.Attachment;
        return new(
            mediaType is null ? null : mediaType + Charset(request.ContentType!),
            ContentDisposition.Format(disposition, request.FileName),
            policy.CachingFor(request.Lifetime).CacheControl);
    }

    // Of all parameters, only this one changes how a browser reads a file; the others are dropped.
    private static string? Charset(string contentType) =>
        contentType.Replace(" ", "", StringComparison.Ordinal).EndsWith(";charset=utf-8", StringComparison.OrdinalIgnoreCase)
            ? "; charset=utf-8"
            : null;

    private static ArgumentException NoContentType(DownloadRequest request) => new(
        $"The content type '{MessageText.Printable(request.ContentType, 100)}' is not of the form type/subtype, such as video/mp4.", nameof(request));
}
