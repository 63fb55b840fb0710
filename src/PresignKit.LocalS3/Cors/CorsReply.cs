using System.Globalization;
using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Cors;

/// <summary>Writes the headers of a request that a rule lets through.</summary>
internal static class CorsReply
{
    public static void Apply(HttpResponse response, CorsRule rule, string origin, IReadOnlyList<string> requestedHeaders)
    {
        var headers = response.Headers;
        // S3 returns the origin and allows credentials unless the rule is for all origins.
        if (rule.AllowedOrigins.Contains("*"))
        {
            headers.AccessControlAllowOrigin = "*";
        }
        else
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlAllowCredentials = "true";
        }

        headers.AccessControlAllowMethods = string.Join(", ", rule.AllowedMethods);
        if (requestedHeaders.Count > 0)
        {
            headers.AccessControlAllowHeaders = string.Join(", ", requestedHeaders.Select(header => header.ToLowerInvariant()));
        }

        // A stored rule may be older than the check of PutBucketCors.
        var exposed = rule.ExposeHeaders.Where(header => HeaderText.IsName(header)).ToList();
        if (exposed.Count > 0)
        {
            headers.AccessControlExposeHeaders = string.Join(", ", exposed);
        }

        if (rule.MaxAgeSeconds is { } seconds)
        {
            headers.AccessControlMaxAge = seconds.ToString(CultureInfo.InvariantCulture);
        }

        headers.Vary = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
    }
}
