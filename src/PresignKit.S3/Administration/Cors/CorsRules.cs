using Amazon.S3.Model;
using PresignKit.Providers;

namespace PresignKit.S3.Administration.Cors;

/// <summary>Adds PresignKit's own rule to those of the bucket.</summary>
internal static class CorsRules
{
    /// <summary>All other rules unchanged and in their order, followed by one rule of our own.</summary>
    public static List<CORSRule> With(IEnumerable<CORSRule> rules, CorsRequirement requirement) =>
        [.. rules.Where(rule => rule.Id != requirement.Id), From(requirement)];

    private static CORSRule From(CorsRequirement requirement) => new()
    {
        Id = requirement.Id,
        AllowedOrigins = [.. requirement.Origins],
        AllowedMethods = [.. requirement.Methods],
        AllowedHeaders = [.. requirement.AllowedHeaders],
        ExposeHeaders = [.. requirement.ExposedHeaders],
        MaxAgeSeconds = (int)requirement.MaxAge.TotalSeconds,
    };
}
