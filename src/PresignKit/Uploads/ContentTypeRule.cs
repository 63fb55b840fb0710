using PresignKit.Content;
using PresignKit.Policies;

namespace PresignKit.Uploads;

/// <summary>Determines the content type of an upload: the declared one, the one it is an alias of, or the one that the extension stands for.</summary>
internal static class ContentTypeRule
{
    private const int ShownLength = 100;

    public static string Resolve(UploadPolicy policy, string? declared, string fileName)
    {
        var type = MediaTypes.Normalize(declared);
        if (type is not null && policy.AllowedContentTypes.Contains(type) && MediaTypes.Unspecific.Contains(type))
        {
            return type;
        }

        // For files that their system does not know, browsers declare no type or an unspecific one.
        if (type is null || MediaTypes.Unspecific.Contains(type))
        {
            type = MediaTypes.OfExtension(Path.GetExtension(fileName));
        }

        if (type is not null)
        {
            // The policy's own aliases come first, and also apply to what a common alias stands for, so that resolving a resolved type changes nothing.
            type = policy.ContentTypeAliases.GetValueOrDefault(type) ?? MediaTypes.Canonical(type);
            type = policy.ContentTypeAliases.GetValueOrDefault(type, type);
            if (IsAllowed(policy, type))
            {
                return type;
            }
        }

        var allowed = string.Join(", ", policy.AllowedContentTypes);
        throw new PolicyViolationException(
            ErrorCodes.ContentTypeNotAllowed,
            $"The file is {Shown(type ?? declared)}; policy '{policy.Name}' allows {allowed}.",
            allowed);
    }

    /// <summary>The extension that belongs to the accepted type: the client's own if it stands for that type, otherwise the type's first.</summary>
    public static string Extension(string contentType, string fileName)
    {
        var own = Path.GetExtension(fileName).ToLowerInvariant();
        return MediaTypes.OfExtension(own) == contentType ? own : MediaTypes.ExtensionOf(contentType);
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
