using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Cors;

/// <summary>Finds the rule that lets a cross-origin request through: https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html.</summary>
internal static class CorsMatcher
{
    /// <summary>The first rule that allows the origin, the method and every header asked for.</summary>
    public static CorsRule? Find(IReadOnlyList<CorsRule> rules, string origin, string method, IReadOnlyList<string> headers)
    {
        foreach (var rule in rules)
        {
            if (rule.AllowedOrigins.Any(pattern => Matches(pattern, origin, StringComparison.Ordinal))
                && rule.AllowedMethods.Contains(method, StringComparer.Ordinal)
                && headers.All(header => rule.AllowedHeaders.Any(pattern => Matches(pattern, header, StringComparison.OrdinalIgnoreCase))))
            {
                return rule;
            }
        }

        return null;
    }

    // One asterisk matches any sequence of characters, including the empty one.
    private static bool Matches(string pattern, string value, StringComparison comparison)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return pattern.Equals(value, comparison);
        }

        return value.Length >= pattern.Length - 1
            && value.StartsWith(pattern[..star], comparison)
            && value.EndsWith(pattern[(star + 1)..], comparison);
    }
}
