using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Cors;

/// <summary>The rule defined by <see cref="LocalS3Options.AllowedOrigins"/>, for buckets without a configuration of their own.</summary>
internal static class DefaultCors
{
    public static IReadOnlyList<CorsRule> For(IEnumerable<string> origins)
    {
        var allowed = origins.ToList();
        return allowed.Count == 0 ? [] :
        [
            new CorsRule
            {
                AllowedOrigins = allowed,
                AllowedMethods = ["GET", "HEAD", "PUT", "POST", "DELETE"],
                AllowedHeaders = ["*"],
                // Multipart clients need ETag to complete an upload, and form uploads need Location to learn the URL of the object.
                ExposeHeaders =
                [
                    "ETag", "Location", "Accept-Ranges", "Content-Range", "Content-Disposition", "x-amz-request-id", "x-amz-id-2",
                    "x-amz-checksum-type", .. ChecksumNames.All.Select(algorithm => algorithm.Header()),
                ],
                MaxAgeSeconds = 3000,
            },
        ];
    }
}
