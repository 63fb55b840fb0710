using System.Text;
using System.Text.Json;
using Amazon.S3.Model;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.Cors;

/// <summary>Commands to run if the backend's credentials may not change the bucket.</summary>
/// <remarks>AWS CLI Command Reference, "put-bucket-cors".</remarks>
internal static class CorsInstructions
{
    /// <summary>The configuration in the format of the AWS CLI and the Amazon console.</summary>
    public static string Json(IEnumerable<CORSRule> rules)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("CORSRules");
            foreach (var rule in rules)
            {
                Write(json, rule);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Safe in a shell: the JSON cannot end the quotes, because the writer escapes apostrophes.</summary>
    public static string Command(S3StoreSettings settings, string json) =>
        $"aws s3api put-bucket-cors --bucket {settings.Bucket}{LocationOptions(settings)} --cors-configuration '{json}'";

    /// <summary>The AWS CLI options for the endpoint and region of the store.</summary>
    public static string LocationOptions(S3StoreSettings settings) =>
        (settings.ServiceUrl is { } url ? $" --endpoint-url {url}" : "") + $" --region {settings.Region}";

    private static void Write(Utf8JsonWriter json, CORSRule rule)
    {
        json.WriteStartObject();
        if (!string.IsNullOrEmpty(rule.Id))
        {
            json.WriteString("ID", rule.Id);
        }

        WriteAll(json, "AllowedOrigins", rule.AllowedOrigins);
        WriteAll(json, "AllowedMethods", rule.AllowedMethods);
        WriteAll(json, "AllowedHeaders", rule.AllowedHeaders);
        WriteAll(json, "ExposeHeaders", rule.ExposeHeaders);
        if (rule.MaxAgeSeconds is { } seconds)
        {
            json.WriteNumber("MaxAgeSeconds", seconds);
        }

        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, string name, List<string>? values)
    {
        if (values is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
