using PresignKit.CloudFront.Documents;
using PresignKit.CloudFront.Keys;
using PresignKit.CloudFront.Settings;

namespace PresignKit.CloudFront.Signing;

/// <summary>The policy of a folder: a custom policy with the one wildcard that PresignKit signs, at the end, after a slash.</summary>
internal static class FolderPolicy
{
    /// <summary>Refuses folders that one signature must not cover.</summary>
    /// <exception cref="ArgumentException">It is no folder.</exception>
    /// <exception cref="StoreException">It is the root of the distribution, not reachable, or its holder could choose response headers.</exception>
    public static void Check(CloudFrontSettings settings, string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (folder is not [.., '/'] || !ObjectKey.TryCreate(folder, out _))
        {
            throw new ArgumentException("The folder must be one of the bucket that ends in '/', such as 'media/42/'.", nameof(folder));
        }

        if (folder == settings.OriginPath || !folder.StartsWith(settings.OriginPath, StringComparison.Ordinal))
        {
            throw new StoreException(
                CloudFrontErrorCodes.FolderNotAllowed,
                $"The folder '{folder}' is the root of the distribution of store '{settings.Name}', or outside of its origin path '{settings.OriginPath}'. "
                + "Sign a folder below it.");
        }

        if (settings.ForwardsResponseHeaders)
        {
            throw new StoreException(
                CloudFrontErrorCodes.FolderNotAllowed,
                $"Store '{settings.Name}' says that its distribution forwards response headers, so the holder of a folder's signature could choose them, and "
                + "show a file as HTML. Use another cache behavior for such folders, which does not forward them, and register it as another store.");
        }
    }

    /// <summary>The policy of a folder.</summary>
    /// <inheritdoc cref="Check"/>
    public static byte[] Of(CloudFrontSettings settings, string folder, in AccessConditions conditions)
    {
        Check(settings, folder);
        var policy = new Utf8Builder();
        try
        {
            PolicyDocument.Begin(ref policy);
            ObjectAddress.Write(settings, folder, overrides: null, ref policy);
            policy.Append("*"u8);
            PolicyDocument.End(ref policy, conditions);
            return policy.Written.ToArray();
        }
        finally
        {
            policy.Dispose();
        }
    }

    /// <summary>The query of a signature: the same for each address in the folder.</summary>
    public static byte[] Query(ReadOnlySpan<byte> policy, byte[] signature, PolicyKey key) =>
        [.. "Policy="u8, .. QueryText.Encode(policy), .. "&Signature="u8, .. signature, .. key.QueryEnd];
}
