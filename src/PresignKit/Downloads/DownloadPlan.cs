using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Uploads;

namespace PresignKit.Downloads;

/// <summary>From a policy and a request to the response headers that the signature fixes. Made once for each policy.</summary>
/// <param name="policy">The policy.</param>
internal sealed class DownloadPlan(DownloadPolicy policy)
{
    // Without a type there is no inline, so a request that names neither type nor file always ends here.
    private readonly ResponseOverrides _plain = new(
        ContentType: null, ContentDisposition.Format(DispositionType.Attachment, fileName: null), policy.CacheControl);

    public DownloadPolicy Policy => policy;

    public ResponseOverrides Overrides(DownloadRequest request)
    {
        if (request is { ContentType: null, FileName: null })
        {
            return _plain;
        }

        var mediaType = request.ContentType is null ? null : MediaTypes.Normalize(request.ContentType) ?? throw NoContentType(request);

        // Only a known type can be on the inline list, and then the store answers with that type, not with the stored one.
        var wanted = request.Disposition ?? policy.Disposition;
        var disposition = wanted == DispositionType.Inline && mediaType is not null && policy.InlineContentTypes.Contains(MediaTypes.Canonical(mediaType))
            ? DispositionType.Inline
            : DispositionType.Attachment;
        return new(
            mediaType is null ? null : mediaType + Charset(request.ContentType!),
            ContentDisposition.Format(disposition, request.FileName),
            policy.CacheControl);
    }

    // Of all parameters only this one changes how a browser reads a file; the rest is dropped with the type's other decoration.
    private static string? Charset(string contentType) =>
        contentType.Replace(" ", "", StringComparison.Ordinal).EndsWith(";charset=utf-8", StringComparison.OrdinalIgnoreCase)
            ? "; charset=utf-8"
            : null;

    private static ArgumentException NoContentType(DownloadRequest request) => new(
        $"'{request.ContentType?.ReplaceLineEndings("")}' is no content type.", nameof(request));
}
