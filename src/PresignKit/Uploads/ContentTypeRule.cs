using PresignKit.Content;
using PresignKit.Policies;

namespace PresignKit.Uploads;

/// <summary>Determines the content type of an upload: the declared one, the one that it stands for, or the one that the extension
/// stands for.</summary>
internal static class ContentTypeRule
{
    private const int ShownLength = 100;
    private const string OctetStream = "application/octet-stream";

    public static string Resolve(UploadPolicy policy, string? declared, string fileName)
    {
        var type = MediaTypes.Normalize(declared);
        var extension = FileExtension.Of(fileName);
        var candidates = type is null || MediaTypes.Unspecific.Contains(type)
            ? OfExtension(policy, type, extension)
            : OfName(policy, type, extension);
        foreach (var candidate in candidates)
        {
            if (IsAllowed(policy, candidate))
            {
                return candidate;
            }
        }

        var allowed = string.Join(", ", policy.AllowedContentTypes);
        throw new PolicyViolationException(
            ErrorCodes.ContentTypeNotAllowed,
            $"The file is {Shown(candidates.FirstOrDefault() ?? declared)}; policy '{policy.Name}' allows {allowed}.",
            allowed);
    }

    /// <summary>
    /// The extension that belongs to the accepted type: the client's own if it stands for that type, otherwise one that the policy maps to it
    /// or the type's first.
    /// </summary>
    public static string Extension(UploadPolicy policy, string contentType, string fileName)
    {
        var own = FileExtension.Of(fileName);
        if ((policy.ContentTypesByExtension.GetValueOrDefault(own) ?? MediaTypes.OfExtension(own)) == contentType)
        {
            return own;
        }

        return MediaTypes.ExtensionOf(contentType) is { Length: > 0 } known ? known
            : policy.ContentTypesByExtension.Where(pair => pair.Value == contentType).Select(pair => pair.Key).Order(StringComparer.Ordinal).FirstOrDefault("");
    }

    /// <summary>
    /// For files that their system does not know, browsers declare no type or an unspecific one, and the extension decides. A policy that lists an
    /// unspecific type means exactly such files, and gets the others under it, too.
    /// </summary>
    private static string[] OfExtension(UploadPolicy policy, string? declared, string extension)
    {
        if (declared is not null && policy.AllowedContentTypes.Contains(declared))
        {
            return [declared];
        }

        var known = policy.ContentTypesByExtension.GetValueOrDefault(extension)
            ?? (MediaTypes.OfExtension(extension) is { } common ? policy.ContentTypeAliases.GetValueOrDefault(common, common) : null);
        return known is null ? [OctetStream] : [known, OctetStream];
    }

    /// <summary>
    /// The policy's own settings come first, and also apply to what a common name stands for, so that resolving a resolved type changes nothing.
    /// </summary>
    private static string[] OfName(UploadPolicy policy, string declared, string extension)
    {
        if (policy.ContentTypeAliases.GetValueOrDefault(declared) is { } meant)
        {
            return [meant];
        }

        return [.. MediaTypes.Candidates(declared, extension).Select(type => policy.ContentTypeAliases.GetValueOrDefault(type, type))];
    }

    private static bool IsAllowed(UploadPolicy policy, string type)
    {
        if (MediaTypes.IsActive(type) && !policy.AllowedActiveContentTypes.Contains(type))
        {
            return false;
        }

        if (policy.AllowedContentTypes.Contains(type))
        {
            return true;
        }

        var family = string.Concat(type.AsSpan(0, type.IndexOf('/', StringComparison.Ordinal)), "/*");
        return policy.AllowedContentTypes.Contains(family) && !MediaTypes.IsActive(type);
    }

    private static string Shown(string? type) =>
        string.IsNullOrWhiteSpace(type) ? "of unknown type" : $"'{MessageText.Printable(type, ShownLength)}'";
}
