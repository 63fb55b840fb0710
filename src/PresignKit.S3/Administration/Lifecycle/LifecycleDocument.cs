using System.Globalization;
using System.Xml.Linq;
using PresignKit.Providers;
using PresignKit.S3.Http;

namespace PresignKit.S3.Administration.Lifecycle;

/// <summary>
/// A bucket's lifecycle as returned by the store. Rules of others are sent back with all their elements, including those that this version does not
/// know.
/// </summary>
/// <remarks>Amazon S3 API Reference, "PutBucketLifecycleConfiguration": it replaces all rules of the bucket.</remarks>
internal sealed class LifecycleDocument
{
    private static readonly XNamespace Space = "http://s3.amazonaws.com/doc/2006-03-01/";
    private readonly XElement[] _rules;

    private LifecycleDocument(XElement[] rules) => _rules = rules;

    public static LifecycleDocument Empty { get; } = new([]);

    public bool IsEmpty => _rules.Length == 0;

    /// <summary>Returns null if the body is not a lifecycle configuration.</summary>
    public static LifecycleDocument? Parse(string body) => S3Xml.Parse(body) is { Name.LocalName: "LifecycleConfiguration" } document
        ? new([.. document.Elements().Where(element => element.Name.LocalName == "Rule")])
        : null;

    /// <summary>The rules that implement the requirement.</summary>
    public static IReadOnlyList<LifecycleRule> Wanted(LifecycleRequirement requirement)
    {
        var days = (int)requirement.After.TotalDays;
        return
        [
            new(Prefixed(requirement.StoreName, "unfinished"), IsEnabled: true, "", ExpiresAfterDays: null, days),
            .. requirement.AbandonedPrefixes.Select((prefix, i) => new LifecycleRule(
                Prefixed(
                    requirement.StoreName,
                    string.Create(CultureInfo.InvariantCulture, $"abandoned-{i + 1}")), IsEnabled: true, prefix, days, AbortsAfterDays: null)),
        ];
    }

    /// <summary>Whether existing rules, including those of others, satisfy the requirement, and no outdated rule of this store is left.</summary>
    public bool Satisfies(LifecycleRequirement requirement)
    {
        var wanted = Wanted(requirement);
        var all = _rules.Select(LifecycleRule.Read).ToArray();
        return wanted.All(rule => all.Any(found => found.Covers(rule))) && all.Where(rule => IsOurs(rule, requirement)).All(own => wanted.Any(own.DoesTheSame));
    }

    /// <summary>The folders that rules of this store expire although they must not expire (any more).</summary>
    public IEnumerable<string> Overreaching(LifecycleRequirement requirement) =>
        _rules.Select(LifecycleRule.Read)
            .Where(rule => IsOurs(rule, requirement) && rule is { IsEnabled: true, ExpiresAfterDays: not null })
            .Where(rule => !requirement.AbandonedPrefixes.Contains(rule.Prefix ?? "", StringComparer.Ordinal))
            .Select(rule => rule.Prefix ?? "");

    /// <summary>The folders that no existing rule, of this store or of others, expires as early.</summary>
    public IEnumerable<string> NewlyExpired(LifecycleRequirement requirement)
    {
        var all = _rules.Select(LifecycleRule.Read).ToArray();
        return Wanted(requirement).Where(rule => rule.ExpiresAfterDays is not null && !all.Any(found => found.Covers(rule))).Select(rule => rule.Prefix!);
    }

    /// <summary>The rules of others, followed by the required ones.</summary>
    public LifecycleDocument With(LifecycleRequirement requirement) => new(
        [.. Others(requirement).Select(LifecycleFilter.InDocumentedForm), .. Wanted(requirement).Select(rule => rule.ToXml(Space))]);

    /// <summary>The same rules in the documented form.</summary>
    public LifecycleDocument InDocumentedForm() => new([.. _rules.Select(LifecycleFilter.InDocumentedForm)]);

    /// <summary>Whether the rules of others are equal in both documents, regardless of their order and form.</summary>
    public bool HasSameOthers(LifecycleDocument other, LifecycleRequirement requirement) =>
        Others(requirement).Select(LifecycleText.Of).Order(StringComparer.Ordinal).SequenceEqual(
            other.Others(requirement).Select(LifecycleText.Of).Order(StringComparer.Ordinal), StringComparer.Ordinal);

    public string ToXml() => new XElement(Space + "LifecycleConfiguration", _rules.Cast<object>().ToArray()).ToString(SaveOptions.DisableFormatting);

    public string ToJson() => LifecycleJson.Of(_rules);

    private static string Prefixed(string store, string what) => $"presignkit-{store}:{what}";

    private static bool IsOurs(LifecycleRule rule, LifecycleRequirement requirement)
        => rule.Id.StartsWith(Prefixed(requirement.StoreName, ""), StringComparison.Ordinal);

    private IEnumerable<XElement> Others(LifecycleRequirement requirement) => _rules.Where(rule => !IsOurs(LifecycleRule.Read(rule), requirement));
}
