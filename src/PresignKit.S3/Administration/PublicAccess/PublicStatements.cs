using System.Text.Json.Nodes;
using PresignKit.S3.Administration.PolicyDocuments;

namespace PresignKit.S3.Administration.PublicAccess;

/// <summary>Finds the statements of a bucket policy that permit something to everybody.</summary>
/// <remarks>IAM User Guide, "AWS JSON policy elements: Principal", "NotPrincipal", "NotAction"; "Policy evaluation logic": a Deny prevails.</remarks>
internal static class PublicStatements
{
    /// <summary>What the whole policy permits to everybody.</summary>
    public static IReadOnlyList<PublicGrant> In(IReadOnlyList<JsonObject> policy) =>
        [.. policy.Select(statement => Of(statement, policy)).OfType<PublicGrant>()];

    /// <summary>What the statement permits to everybody, given the whole policy; null if it is nothing.</summary>
    public static PublicGrant? Of(JsonObject statement, IReadOnlyList<JsonObject> policy)
    {
        if (!IsEffect(statement, "Allow") || !IsForEverybody(statement))
        {
            return null;
        }

        var resources = PolicyJson.Texts(PolicyJson.Member(statement, "Resource"));
        string[] actions = PolicyJson.Member(statement, "NotAction") is not null ? ["s3:*"] : [.. PolicyJson.Texts(PolicyJson.Member(statement, "Action"))];
        string[] open = [.. actions.Where(action => PublicActionNames.Of(action) != PublicActions.None && !IsDenied(action, resources, policy))];
        var permitted = open.Aggregate(PublicActions.None, (all, action) => all | PublicActionNames.Of(action));
        return permitted == PublicActions.None ? null : new(permitted, Describe(statement, open, resources))
        {
            IsNarrowed = PolicyConditions.Narrow(PolicyJson.Member(statement, "Condition")),

            // A request that is refused shows nothing about one that meets the conditions, which a client may be able to meet as it likes.
            IsWholeBucket = PolicyJson.Member(statement, "Condition") is (null or JsonObject { Count: 0 }) && resources.Any(IsWholeBucket),
        };
    }

    private static bool IsWholeBucket(string resource) =>
        resource == "*" || (resource.EndsWith("/*", StringComparison.Ordinal) && resource.Count(c => c == '/') == 1);

    private static bool IsEffect(JsonObject statement, string effect) =>
        PolicyJson.Texts(PolicyJson.Member(statement, "Effect")) is [var text] && text.Equals(effect, StringComparison.OrdinalIgnoreCase);

    // Everybody but some is everybody. Of the kinds of principals, services and federations name somebody.
    private static bool IsForEverybody(JsonObject statement) =>
        PolicyJson.Member(statement, "NotPrincipal") is not null
        || PolicyJson.Member(statement, "Principal") switch
        {
            JsonObject kinds => kinds.Any(kind =>
                kind.Key.ToUpperInvariant() is "AWS" or "CANONICALUSER" or "*" && PolicyJson.Texts(kind.Value).Any(IsEverybody)),
            var other => PolicyJson.Texts(other).Any(IsEverybody),
        };

    // Stores that match patterns take several asterisks for one.
    private static bool IsEverybody(string principal) => principal.Length > 0 && principal.All(c => c == '*');

    private static bool IsDenied(string action, IReadOnlyList<string> resources, IReadOnlyList<JsonObject> policy) => policy.Any(statement =>
        IsEffect(statement, "Deny")
        && PolicyJson.Member(statement, "NotPrincipal") is null
        && IsForEverybody(statement)
        && PolicyJson.Texts(PolicyJson.Member(statement, "Action")).Any(pattern => PublicActionNames.Covers(pattern, action))
        && resources.Count > 0
        && resources.All(resource => PolicyJson.Texts(PolicyJson.Member(statement, "Resource")).Any(pattern => PublicActionNames.Covers(pattern, resource)))
        && PolicyConditions.ApplyToOutsiders(PolicyJson.Member(statement, "Condition")));

    private static string Describe(JsonObject statement, string[] actions, IReadOnlyList<string> resources)
    {
        var sid = PolicyJson.Texts(PolicyJson.Member(statement, "Sid")) is [var text] && IsPlain(text) ? $" '{text}'" : "";
        var (what, where) = (string.Join(", ", actions.Where(IsPlain)), string.Join(", ", resources.Where(IsPlain)));
        return $"statement{sid} of the bucket policy allows everybody {what} on {where}";
    }

    // The document is somebody else's, and the text goes to logs.
    private static bool IsPlain(string text) => text.Length is > 0 and <= 200 && text.All(c => c is > ' ' and < '\x7f');
}
