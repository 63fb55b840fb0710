using PresignKit.LocalS3.Checksums;

namespace PresignKit.LocalS3.Cors;

/// <summary>The rule that <see cref="LocalS3Options.AllowedOrigins"/> stands for, in buckets without a configuration of their own.</summary>
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
                // Without ETag, clients that upload in parts cannot complete; without Location, form uploads do not learn their address.
                ExposeHeaders =
                [
                    "ETag", "Location", "Accept-Ranges", "Content-Range", "Content-Disposition", "x-amz-request-id", "x-amz-id-2",
                    .. ChecksumNames.All.Select(algorithm => algorithm.Header()),
                ],
                MaxAgeSeconds = 3000,
            },
        ];
    }
}
