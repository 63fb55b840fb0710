using System.Net;
using System.Text.Json.Nodes;
using PresignKit.S3.Administration.PolicyDocuments;

namespace PresignKit.S3.Administration.PublicAccess;

/// <summary>
/// Whether the conditions of a statement for everybody limit it to known networks or accounts. What a client can send as it likes, such as
/// <c>aws:Referer</c>, does not.
/// </summary>
/// <remarks>
/// Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage", "The meaning of public"; IAM User Guide, "IAM JSON policy elements:
/// Condition operators": with <c>...IfExists</c> and <c>ForAllValues:</c>, a request without the key matches.
/// </remarks>
internal static class PolicyConditions
{
    private static readonly string[] OfAddress = ["aws:SourceIp", "aws:VpcSourceIp"];

    private static readonly string[] OfCaller =
    [
        "aws:SourceVpc", "aws:SourceVpce", "aws:SourceArn", "aws:SourceAccount", "aws:SourceOwner", "aws:SourceOrgID", "aws:PrincipalArn",
        "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:userid", "aws:username", "s3:DataAccessPointArn",
        "s3:DataAccessPointAccount",
    ];

    private static readonly string[] Equality = ["StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike"];

    private static readonly string[] Inequality = ["StringNotEquals", "StringNotEqualsIgnoreCase", "StringNotLike", "ArnNotEquals", "ArnNotLike"];

    /// <summary>Whether an Allow with these conditions is limited. All conditions must hold, so one that limits is enough.</summary>
    public static bool Narrow(JsonNode? conditions) => All(conditions).Any(c =>
        Operator(c.Operator) is { } name
        && ((name == "IpAddress" && Is(c.Key, OfAddress) && c.Values.Count > 0 && c.Values.All(IsNarrowRange))
            || (Equality.Contains(name, StringComparer.OrdinalIgnoreCase) && Is(c.Key, OfCaller) && c.Values.Count > 0 && c.Values.All(IsFixed))));

    /// <summary>Whether a Deny with these conditions applies to every request from outside of known networks and accounts.</summary>
    public static bool ApplyToOutsiders(JsonNode? conditions) => All(conditions).All(c =>
    {
        var name = c.Operator.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase) ? c.Operator[..^"IfExists".Length] : c.Operator;
        return (name.Equals("NotIpAddress", StringComparison.OrdinalIgnoreCase) && Is(c.Key, OfAddress) && c.Values.Count > 0 && c.Values.All(IsNarrowRange))
            || (Inequality.Contains(name, StringComparer.OrdinalIgnoreCase) && Is(c.Key, OfCaller) && c.Values.Count > 0 && c.Values.All(IsFixed));
    });

    private static IEnumerable<(string Operator, string Key, IReadOnlyList<string> Values)> All(JsonNode? conditions) =>
        conditions is not JsonObject operators
            ? []
            : operators.SelectMany(o => o.Value is JsonObject keys
                ? keys.Select(k => (o.Key, k.Key, PolicyJson.Texts(k.Value)))
                : [(o.Key, "", (IReadOnlyList<string>)[])]);

    /// <summary>The operator without its quantifier; null if a request without the key matches.</summary>
    private static string? Operator(string text) =>
        text.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase) || text.StartsWith("ForAllValues:", StringComparison.OrdinalIgnoreCase) ? null
        : text.StartsWith("ForAnyValue:", StringComparison.OrdinalIgnoreCase) ? text["ForAnyValue:".Length..]
        : text;

    private static bool Is(string key, string[] keys) => keys.Contains(key, StringComparer.OrdinalIgnoreCase);

    // A pattern must at least fix the account. "${...}" is replaced by what the caller is or sends.
    private static bool IsFixed(string value) =>
        value.Length > 0 && !value.Contains("${", StringComparison.Ordinal) && (value.IndexOfAny(['*', '?']) < 0 || HasAccount(value));

    private static bool HasAccount(string value) =>
        value.Split(':').Any(part => part.Length == 12 && part.All(char.IsAsciiDigit));

    // The limits of Amazon's own definition of public: /8 and /32.
    private static bool IsNarrowRange(string value)
    {
        var text = value.Split('/');
        if (!IPAddress.TryParse(text[0], out var address))
        {
            return false;
        }

        var isShort = address.GetAddressBytes().Length == 4;
        return text.Length == 1
            || (int.TryParse(text[1], System.Globalization.NumberStyles.None, null, out var bits) && bits >= (isShort ? 8 : 32));
    }
}
