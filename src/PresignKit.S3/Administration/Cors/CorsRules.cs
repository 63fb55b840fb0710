using Amazon.S3.Model;
using PresignKit.Providers;

namespace PresignKit.S3.Administration.Cors;

/// <summary>The bucket's rules with PresignKit's own among them.</summary>
internal static class CorsRules
{
    /// <summary>Every other rule as it was, in its order; ours last, once.</summary>
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
