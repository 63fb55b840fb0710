using System.Xml.Linq;

namespace PresignKit.S3.Administration.Lifecycle;

/// <summary>The filter of a lifecycle rule: a prefix, a tag, a size, or several of them within <c>And</c>.</summary>
/// <remarks>
/// Amazon S3 API Reference, "LifecycleRuleFilter": one child, or <c>And</c> if there are several. Ceph accepts that form but returns another one,
/// with the children next to <c>And</c> or without it. If that form is sent back, the rule loses its prefix and applies to the whole bucket.
/// </remarks>
internal static class LifecycleFilter
{
    public static XElement? Of(XElement rule) => rule.Elements().FirstOrDefault(child => child.Name.LocalName == "Filter");

    /// <summary>All conditions of the rule, at any level. An empty prefix is not a condition.</summary>
    public static IEnumerable<XElement> Parts(XElement filter) =>
        filter.Elements()
            .SelectMany(child => child.Name.LocalName == "And" ? child.Elements() : [child])
            .Where(part => part.Name.LocalName != "Prefix" || part.Value.Length > 0);

    /// <summary>A copy of the rule in the documented form.</summary>
    public static XElement InDocumentedForm(XElement rule)
    {
        var copy = new XElement(rule);
        if (Of(copy) is not { } filter)
        {
            return copy;
        }

        XElement[] parts = [.. Parts(filter).Select(part => new XElement(part))];
        var space = filter.Name.Namespace;
        filter.ReplaceNodes(parts.Length switch
        {
            0 => new XElement(space + "Prefix"),
            1 => parts[0],
            _ => new XElement(space + "And", parts.Cast<object>().ToArray()),
        });
        return copy;
    }
}
