using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Cors;

/// <summary>A CORS configuration as S3's XML: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSConfiguration.html.</summary>
internal static class CorsXml
{
    /// <summary>Far more origins, methods and headers than S3 takes in the 64 KB of a configuration.</summary>
    public const int MaxElements = 10_000;

    private const int MaxRules = 100;

    private static readonly string[] Methods = ["GET", "PUT", "HEAD", "POST", "DELETE"];

    public static IReadOnlyList<CorsRule> Read(XElement configuration)
    {
        var rules = configuration.Children("CORSRule").Select(ReadRule).ToList();
        return rules.Count is > 0 and <= MaxRules ? rules : throw new S3Exception(S3Errors.MalformedXml());
    }

    public static void Write(XmlWriter xml, IReadOnlyList<CorsRule> rules)
    {
        foreach (var rule in rules)
        {
            xml.WriteStartElement("CORSRule");
            if (rule.Id is not null)
            {
                xml.WriteElementString("ID", rule.Id);
            }

            WriteAll(xml, "AllowedOrigin", rule.AllowedOrigins);
            WriteAll(xml, "AllowedMethod", rule.AllowedMethods);
            WriteAll(xml, "AllowedHeader", rule.AllowedHeaders);
            WriteAll(xml, "ExposeHeader", rule.ExposeHeaders);
            if (rule.MaxAgeSeconds is { } seconds)
            {
                xml.WriteElementString("MaxAgeSeconds", seconds.ToString(CultureInfo.InvariantCulture));
            }

            xml.WriteEndElement();
        }
    }

    private static CorsRule ReadRule(XElement element)
    {
        var rule = new CorsRule
        {
            Id = element.Text("ID"),
            AllowedOrigins = Values(element, "AllowedOrigin"),
            AllowedMethods = Values(element, "AllowedMethod"),
            AllowedHeaders = Values(element, "AllowedHeader"),
            ExposeHeaders = Values(element, "ExposeHeader"),
            MaxAgeSeconds = element.Text("MaxAgeSeconds") is { } text ? Seconds(text) : null,
        };
        if (rule.AllowedOrigins.Count == 0 || rule.AllowedMethods.Count == 0)
        {
            throw new S3Exception(S3Errors.MalformedXml());
        }

        if (rule.AllowedMethods.FirstOrDefault(method => !Methods.Contains(method)) is { } unknown)
        {
            throw new S3Exception(S3Errors.InvalidRequest($"Found unsupported HTTP method in CORS config. Unsupported method is {unknown}"));
        }

        if (rule.AllowedOrigins.Concat(rule.AllowedHeaders).FirstOrDefault(pattern => pattern.Count(letter => letter == '*') > 1) is { } twice)
        {
            throw new S3Exception(S3Errors.InvalidRequest($"\"{twice}\" can not have more than one wildcard."));
        }

        if (rule.ExposeHeaders.FirstOrDefault(header => header.Contains('*', StringComparison.Ordinal)) is { } wildcard)
        {
            throw new S3Exception(
                S3Errors.InvalidRequest($"ExposeHeader \"{wildcard}\" contains wildcard. We currently do not support wildcard for ExposeHeader."));
        }

        if (!rule.ExposeHeaders.All(header => HeaderText.IsName(header)) || !rule.AllowedOrigins.All(origin => HeaderText.IsValue(origin)))
        {
            throw new S3Exception(S3Errors.MalformedXml());
        }

        return rule;
    }

    private static int Seconds(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : throw new S3Exception(S3Errors.MalformedXml());

    private static List<string> Values(XElement element, string name) => element.Children(name).Select(child => child.Value).ToList();

    private static void WriteAll(XmlWriter xml, string name, IReadOnlyList<string> values)
    {
        foreach (var value in values)
        {
            xml.WriteElementString(name, value);
        }
    }
}
