using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PresignKit.SigV4.Posting;

/// <summary>Step: policy document. Expiration and conditions as JSON, then Base64: the string to sign of a POST form.</summary>
/// <remarks>Amazon S3 API Reference, "POST Policy" and "Authenticating Requests: Browser-Based Uploads Using POST".</remarks>
internal static class PostPolicyJson
{
    // The document is signed as Base64 and never stands in HTML as it is: only what JSON itself demands is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string ToBase64(DateTime expiration, IEnumerable<PostCondition> conditions)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("expiration"u8, expiration.ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", CultureInfo.InvariantCulture));
            json.WriteStartArray("conditions"u8);
            foreach (var condition in conditions)
                Write(json, condition);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Convert.ToBase64String(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, PostCondition condition)
    {
        if (condition.Kind == PostConditionKind.Exact)
        {
            json.WriteStartObject();
            json.WriteString(condition.Name, condition.Value);
            json.WriteEndObject();
            return;
        }

        json.WriteStartArray();
        if (condition.Kind == PostConditionKind.StartsWith)
        {
            json.WriteStringValue("starts-with"u8);
            json.WriteStringValue("$" + condition.Name);
            json.WriteStringValue(condition.Value);
        }
        else
        {
            json.WriteStringValue("content-length-range"u8);
            json.WriteNumberValue(condition.Minimum);
            json.WriteNumberValue(condition.Maximum);
        }

        json.WriteEndArray();
    }
}
