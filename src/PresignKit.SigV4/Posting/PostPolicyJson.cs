using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PresignKit.SigV4.Posting;

/// <summary>Step: policy document. Expiration and conditions as JSON, then Base64: the string to sign of a POST form.</summary>
/// <remarks>Amazon S3 API Reference, "POST Policy" and "Authenticating Requests: Browser-Based Uploads Using POST".</remarks>
#pragma warning disable CA1001 // The writer owns only the buffer next to it, and both live as long as their thread.
internal sealed class PostPolicyJson
#pragma warning restore CA1001
{
    // A rare large buffer is not kept for the life of the thread.
    private const int LargestKept = 64 * 1024;

    // The document is signed as Base64 and never embedded in HTML, so only what JSON itself requires is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonEncodedText Expiration = JsonEncodedText.Encode("expiration");
    private static readonly JsonEncodedText Conditions = JsonEncodedText.Encode("conditions");
    private static readonly JsonEncodedText StartsWith = JsonEncodedText.Encode("starts-with");
    private static readonly JsonEncodedText ContentLengthRange = JsonEncodedText.Encode("content-length-range");

    // Each thread reuses its buffers for one document after another.
    [ThreadStatic]
    private static PostPolicyJson? t_spare;

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly Utf8JsonWriter _json;

    private PostPolicyJson() => _json = new Utf8JsonWriter(_bytes, Options);

    internal static PostPolicyJson Begin(DateTime expiration)
    {
        var document = t_spare ?? new PostPolicyJson();
        t_spare = null;
        document._bytes.ResetWrittenCount();
        document._json.Reset(document._bytes);
        document._json.WriteStartObject();
        Span<char> text = stackalloc char[24];
        expiration.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss'.000Z'", System.Globalization.CultureInfo.InvariantCulture);
        document._json.WriteString(Expiration, text[..length]);
        document._json.WriteStartArray(Conditions);
        return document;
    }

    internal void Add(PostCondition condition)
    {
        switch (condition.Kind)
        {
            case PostConditionKind.Exact:
                AddExact(condition.Name, condition.Value);
                break;
            case PostConditionKind.StartsWith:
                _json.WriteStartArray();
                _json.WriteStringValue(StartsWith);
                _json.WriteStringValue("$" + condition.Name);
                _json.WriteStringValue(condition.Value);
                _json.WriteEndArray();
                break;
            default:
                _json.WriteStartArray();
                _json.WriteStringValue(ContentLengthRange);
                _json.WriteNumberValue(condition.Minimum);
                _json.WriteNumberValue(condition.Maximum);
                _json.WriteEndArray();
                break;
        }
    }

    internal void AddExact(string name, string value)
    {
        _json.WriteStartObject();
        _json.WriteString(name, value);
        _json.WriteEndObject();
    }

    /// <summary>Ends the document and returns the buffers: nothing can be added afterwards.</summary>
    internal string ToBase64()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        var text = Convert.ToBase64String(_bytes.WrittenSpan);
        if (_bytes.Capacity <= LargestKept)
        {
            t_spare = this;
        }

        return text;
    }
}
