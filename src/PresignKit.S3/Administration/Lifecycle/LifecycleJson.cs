using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace PresignKit.S3.Administration.Lifecycle;

/// <summary>A lifecycle in the JSON format of the AWS CLI: the names are the same, but those of lists are plural.</summary>
/// <remarks>AWS CLI Command Reference, "put-bucket-lifecycle-configuration".</remarks>
internal static class LifecycleJson
{
    public static string Of(IEnumerable<XElement> rules)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("Rules");
            foreach (var rule in rules)
            {
                WriteObject(json, LifecycleFilter.InDocumentedForm(rule));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteObject(Utf8JsonWriter json, XElement element)
    {
        json.WriteStartObject();
        foreach (var group in element.Elements().GroupBy(child => ListName(child), StringComparer.Ordinal))
        {
            json.WritePropertyName(group.Key);
            if (group.Key == group.First().Name.LocalName)
            {
                WriteValue(json, group.First());
                continue;
            }

            json.WriteStartArray();
            foreach (var child in group)
            {
                WriteValue(json, child);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static string ListName(XElement child) => child.Name.LocalName switch
    {
        "Transition" or "NoncurrentVersionTransition" => child.Name.LocalName + "s",
        "Tag" when child.Parent?.Name.LocalName == "And" => "Tags",
        var name => name,
    };

    private static void WriteValue(Utf8JsonWriter json, XElement element)
    {
        if (element.HasElements)
        {
            WriteObject(json, element);
        }
        else if (IsNumber(element.Name.LocalName) && long.TryParse(element.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            json.WriteNumberValue(number);
        }
        else if (element.Name.LocalName == "ExpiredObjectDeleteMarker")
        {
            json.WriteBooleanValue(element.Value == "true");
        }
        else
        {
            json.WriteStringValue(element.Value);
        }
    }

    private static bool IsNumber(string name) =>
        name is "Days" or "DaysAfterInitiation" or "NoncurrentDays" or "NewerNoncurrentVersions" or "ObjectSizeGreaterThan" or "ObjectSizeLessThan";
}
