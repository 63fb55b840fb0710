using System.Xml.Linq;

namespace PresignKit.S3.Administration.Lifecycle;

/// <summary>The canonical text of a rule: order, namespace and the form of the filter do not matter.</summary>
internal static class LifecycleText
{
    public static string Of(XElement rule)
        => string.Join(';', LifecycleFilter.InDocumentedForm(rule).Elements().SelectMany(Parts).Order(StringComparer.Ordinal));

    // The prefix of the older form is equivalent to a filter with that prefix.
    private static IEnumerable<string> Parts(XElement child) => child.Name.LocalName switch
    {
        "Filter" => LifecycleFilter.Parts(child).Select(part => "Filter/" + Text(part)),
        "Prefix" => child.Value.Length == 0 ? [] : ["Filter/" + Text(child)],
        _ => [Text(child)],
    };

    private static string Text(XElement element) => element.HasElements
        ? $"{element.Name.LocalName}({string.Join(',', element.Elements().Select(Text).Order(StringComparer.Ordinal))})"
        : $"{element.Name.LocalName}={element.Value.Trim()}";
}
