using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PresignKit.S3.Tests.Fakes;

/// <summary>
/// Evaluates whether a bucket policy denies a request, according to the documented rules only: IAM User Guide, "Grammar of the IAM JSON policy
/// language" and "Condition operators". It is independent of the tested code and fails on anything that it does not support.
/// </summary>
internal static class PolicyEvaluator
{
    private static readonly string[] Members = ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"];

    /// <summary>The identifier of the first statement that denies the request; null if none does.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="action">Such as <c>s3:GetObject</c>.</param>
    /// <param name="resource">The ARN of the object or bucket.</param>
    /// <param name="context">The condition keys of the request.</param>
    public static string? DeniedBy(string policy, string action, string resource, IReadOnlyDictionary<string, string> context)
    {
        var document = JsonDocument.Parse(policy).RootElement;
        Assert.Equal("2012-10-17", document.GetProperty("Version").GetString());
        foreach (var statement in document.GetProperty("Statement").EnumerateArray())
        {
            Assert.Empty(statement.EnumerateObject().Select(member => member.Name).Except(Members, StringComparer.Ordinal));
            var sid = statement.GetProperty("Sid").GetString()!;
            Assert.Matches("^[A-Za-z0-9]+$", sid);
            Assert.Equal("*", statement.GetProperty("Principal").GetString());
            if (statement.GetProperty("Effect").GetString() == "Deny"
                && Values(statement.GetProperty("Action")).Any(pattern => Like(action, pattern))
                && Values(statement.GetProperty("Resource")).Any(pattern => Like(resource, pattern))
                && statement.GetProperty("Condition").EnumerateObject().All(comparison => comparison.Value.EnumerateObject().All(
                    key => Holds(comparison.Name, context.GetValueOrDefault(key.Name), Values(key.Value)))))
            {
                return sid;
            }
        }

        return null;
    }

    // If the request does not have the key, a comparison fails, but its negation and a comparison with IfExists succeed.
    private static bool Holds(string comparison, string? actual, string[] values) => comparison switch
    {
        "StringEquals" => actual is not null && values.Contains(actual, StringComparer.Ordinal),
        "StringNotEquals" => actual is null || !values.Contains(actual, StringComparer.Ordinal),
        "ArnNotLike" => actual is null || !values.Any(pattern => Like(actual, pattern)),
        "NumericGreaterThan" => actual is not null && values.Any(value => Number(actual) > Number(value)),
        "Bool" => actual is not null && values.Contains(actual, StringComparer.Ordinal),
        "BoolIfExists" => actual is null || values.Contains(actual, StringComparer.Ordinal),
        _ => throw new InvalidOperationException($"'{comparison}' is no condition operator that this knows."),
    };

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string[] Values(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().Select(value => value.GetString()!)]
        : [element.GetString()!];

    private static bool Like(string text, string pattern) => Regex.IsMatch(
        text, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}$", RegexOptions.Singleline
            | RegexOptions.CultureInvariant);
}
