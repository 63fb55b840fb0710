using PresignKit.CloudFront.Settings;
using PresignKit.Providers;

namespace PresignKit.CloudFront.Signing;

/// <summary>Refuses what a distribution cannot do. Nothing is left out silently.</summary>
internal static class Refusals
{
    /// <exception cref="StoreException">It is not a download, or one of a version or of a part.</exception>
    public static void Check(CloudFrontSettings settings, ObjectAccess access, string? versionId, int? partNumber)
    {
        if (access == ObjectAccess.Head)
        {
            throw Refuse(
                settings, "cannot sign a URL for HEAD alone, because its signatures cover both GET and HEAD", "Use a download URL, which also works for HEAD");
        }

        if (access != ObjectAccess.Read)
        {
            throw Refuse(settings, "cannot delete objects", $"Delete with store '{settings.Origin}'");
        }

        if (versionId is not null || partNumber is not null)
        {
            throw Refuse(settings, "cannot deliver a version or a part of an object", $"Use store '{settings.Origin}' for it");
        }
    }

    public static StoreException Upload(CloudFrontSettings settings) =>
        Refuse(settings, "accepts no uploads", $"Set StoreName of the upload policy to '{settings.Origin}'");

    private static StoreException Refuse(CloudFrontSettings settings, string what, string todo) =>
        new(CloudFrontErrorCodes.NotSupportedByCdn, $"Store '{settings.Name}' is a CloudFront distribution and {what}. {todo}.");
}
