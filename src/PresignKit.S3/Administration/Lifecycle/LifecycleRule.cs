using System.Globalization;
using System.Xml.Linq;
using PresignKit.S3.Http;

namespace PresignKit.S3.Administration.Lifecycle;

/// <summary>The parts of a lifecycle rule that matter here.</summary>
/// <param name="Id">The identifier; empty if there is none.</param>
/// <param name="IsEnabled">Whether the rule is enabled.</param>
/// <param name="Prefix">The prefix; null if tags or sizes narrow the rule further.</param>
/// <param name="ExpiresAfterDays">The number of days after which objects are removed; null if they are not.</param>
/// <param name="AbortsAfterDays">The number of days after which the parts of unfinished uploads are removed; null if they are not.</param>
/// <remarks>Amazon S3 API Reference, "LifecycleRule".</remarks>
internal sealed record LifecycleRule(string Id, bool IsEnabled, string? Prefix, int? ExpiresAfterDays, int? AbortsAfterDays)
{
    public static LifecycleRule Read(XElement rule) => new(
        S3Xml.Child(rule, "ID") ?? "",
        S3Xml.Child(rule, "Status") == "Enabled",
        PrefixOf(rule),
        Days(rule, "Expiration", "Days"),
        Days(rule, "AbortIncompleteMultipartUpload", "DaysAfterInitiation"));

    /// <summary>Whether this rule does everything that the other one does.</summary>
    public bool Covers(LifecycleRule wanted) =>
        IsEnabled
        && Prefix is { } prefix && wanted.Prefix!.StartsWith(prefix, StringComparison.Ordinal)
        && NoLater(ExpiresAfterDays, wanted.ExpiresAfterDays)
        && NoLater(AbortsAfterDays, wanted.AbortsAfterDays);

    /// <summary>Whether both rules do the same, regardless of their identifiers.</summary>
    public bool DoesTheSame(LifecycleRule other) => this with { Id = other.Id } == other;

    public XElement ToXml(XNamespace space)
    {
        var rule = new XElement(
            space + "Rule",
            new XElement(space + "ID", Id),
            new XElement(space + "Filter", new XElement(space + "Prefix", Prefix)),
            new XElement(space + "Status", "Enabled"));
        if (ExpiresAfterDays is { } expires)
        {
            rule.Add(new XElement(space + "Expiration", new XElement(space + "Days", expires)));
        }

        if (AbortsAfterDays is { } aborts)
        {
            rule.Add(new XElement(space + "AbortIncompleteMultipartUpload", new XElement(space + "DaysAfterInitiation", aborts)));
        }

        return rule;
    }

    // A rule of the older form has no filter; its prefix is a child of the rule.
    private static string? PrefixOf(XElement rule)
    {
        if (LifecycleFilter.Of(rule) is not { } filter)
        {
            return S3Xml.Child(rule, "Prefix") ?? "";
        }

        var parts = LifecycleFilter.Parts(filter).ToArray();
        return parts.Any(part => part.Name.LocalName != "Prefix") ? null : parts.FirstOrDefault()?.Value ?? "";
    }

    private static bool NoLater(int? days, int? wanted) => wanted is null || days <= wanted;

    private static int? Days(XElement rule, string action, string name) =>
        rule.Elements().FirstOrDefault(child => child.Name.LocalName == action) is { } found
        && int.TryParse(S3Xml.Child(found, name), NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            ? days
            : null;
}
