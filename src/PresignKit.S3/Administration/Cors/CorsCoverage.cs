using Amazon.S3.Model;
using PresignKit.Providers;

namespace PresignKit.S3.Administration.Cors;

/// <summary>Determines whether a bucket's rules give browsers the access that they need.</summary>
/// <remarks>
/// Amazon S3 User Guide, "Using cross-origin resource sharing (CORS)": a single rule must allow the origin,
/// the method and all headers; the first one that does applies.
/// </remarks>
internal static class CorsCoverage
{
    /// <summary>A description of the first thing that is missing; null if nothing is.</summary>
    public static string? Missing(IReadOnlyCollection<CORSRule> rules, CorsRequirement requirement)
    {
        foreach (var origin in requirement.Origins)
        {
            var ofOrigin = rules.Where(rule => AnyMatches(rule.AllowedOrigins, origin, StringComparison.Ordinal)).ToArray();
            if (ofOrigin.Length == 0)
            {
                return $"no rule allows pages from {origin}";
            }

            foreach (var method in requirement.Methods)
            {
                var ofMethod = ofOrigin.Where(rule => rule.AllowedMethods?.Contains(method, StringComparer.Ordinal) == true).ToArray();
                if (ofMethod.Length == 0)
                {
                    return $"no rule allows {method} from pages of {origin}";
                }

                if (!ofMethod.Any(rule => MissingHeader(rule, requirement) is null))
                {
                    return $"{method} from pages of {origin} is allowed, but without {MissingHeader(ofMethod[0], requirement)}";
                }
            }
        }

        return null;
    }

    private static string? MissingHeader(CORSRule rule, CorsRequirement requirement)
    {
        var allowed = requirement.AllowedHeaders.Where(header => !AnyMatches(rule.AllowedHeaders, header, StringComparison.OrdinalIgnoreCase));
        var exposed = requirement.ExposedHeaders.Where(header => !(rule.ExposeHeaders ?? []).Contains(header, StringComparer.OrdinalIgnoreCase));
        return allowed.Select(header => $"the request header {header}").Concat(exposed.Select(header => $"exposing {header}")).FirstOrDefault();
    }

    private static bool AnyMatches(List<string>? patterns, string value, StringComparison comparison) =>
        patterns?.Exists(pattern => Matches(pattern, value, comparison)) == true;

    // An asterisk matches any number of characters, including none.
    private static bool Matches(string pattern, string value, StringComparison comparison)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star < 0
            ? pattern.Equals(value, comparison)
            : value.Length >= pattern.Length - 1
                && value.StartsWith(pattern[..star], comparison)
                && value.EndsWith(pattern[(star + 1)..], comparison);
    }
}
