using PresignKit.Content;
using PresignKit.Policies;
using PresignKit.Providers;

namespace PresignKit.Downloads;

/// <summary>Derives the response headers that the signature fixes from a policy and a request. Created once per policy.</summary>
/// <param name="policy">The policy.</param>
internal sealed class DownloadPlan(DownloadPolicy policy)
{
    // Without a type, nothing is inline, so every request without type, file name, and lifetime gets this.
    private readonly ResponseOverrides? _plain = policy.UseStoredHeaders
        ? null
        : new(ContentType: null, ContentDisposition.Format(DispositionType.Attachment, fileName: null), policy.Caching.CacheControl);

    public DownloadPolicy Policy => policy;

    /// <summary>What one URL, or many with the same request, return.</summary>
    public ResponseOverrides? Overrides(DownloadRequest request)
    {
        DeclaredType? none = null;
        return Overrides(new DownloadItem().OrFrom(request), request.Lifetime, nameof(request), ref none);
    }

    /// <summary>What a URL returns for an item in which nothing is left open that the request specifies.</summary>
    /// <param name="item">The item.</param>
    /// <param name="lifetime">The lifetime that the request asks for, or null.</param>
    /// <param name="parameterName">The name of the argument, for exceptions.</param>
    /// <param name="type">The previous item's content type; becomes this one's, if it has one.</param>
    public ResponseOverrides? Overrides(in DownloadItem item, TimeSpan? lifetime, string parameterName, ref DeclaredType? type)
    {
        DownloadSelection.Check(item, parameterName);
        if (policy.UseStoredHeaders)
        {
            RefuseHeaders(item, parameterName);
            return null;
        }

        if (lifetime is null && item is { ContentType: null, FileName: null, ContentLanguage: null, ContentEncoding: null, Expires: null })
        {
            return _plain;
        }

        var ownType = item.ContentType is null ? null : type = DeclaredType.Read(item.ContentType, type, parameterName);
        return new(ownType?.Sent, ContentDisposition.Format(DispositionOf(item, ownType), item.FileName), policy.CachingFor(lifetime).CacheControl)
        {
            ContentLanguage = item.ContentLanguage,
            ContentEncoding = item.ContentEncoding,
            Expires = item.Expires,
        };
    }

    private void RefuseHeaders(in DownloadItem item, string parameterName)
    {
        if (item is not { ContentType: null, FileName: null, Disposition: null, ContentLanguage: null, ContentEncoding: null, Expires: null })
        {
            throw new ArgumentException(
                $"A download asks for a response header, but download policy '{policy.Name}' leaves all of them to the store (UseStoredHeaders). Ask for none, "
                + "or use another policy.",
                parameterName);
        }
    }

    // Only a known type can be on the inline list, and then the store answers with that type instead of the stored one. The bytes that an encoding stands
    // for have not been verified, whatever the type says.
    private DispositionType DispositionOf(in DownloadItem item, DeclaredType? type) =>
        (item.Disposition ?? policy.Disposition) == DispositionType.Inline
        && item.ContentEncoding is null
        && type is not null
        && policy.InlineContentTypes.Contains(type.MediaType)
            ? DispositionType.Inline
            : DispositionType.Attachment;
}
