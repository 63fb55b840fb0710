using System.Collections.Immutable;
using System.Text;
using PresignKit.S3.Http;
using PresignKit.SigV4;

namespace PresignKit.S3.Probing;

/// <summary>A signed form as a browser posts it, and what it becomes when its holder changes it.</summary>
/// <param name="Url">Where it goes.</param>
/// <param name="Fields">All fields but the file, in order.</param>
/// <param name="File">The file.</param>
internal sealed record ProbeForm(string Url, ImmutableArray<NameValue> Fields, string File) : IProbeMessage
{
    /// <summary>With this value in the field that has the name already.</summary>
    public ProbeForm With(string name, string value) =>
        this with { Fields = [.. Fields.Select(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase) ? new(f.Name, value) : f)] };

    /// <summary>With one field more.</summary>
    public ProbeForm Adding(string name, string value) => this with { Fields = Fields.Add(new(name, value)) };

    public HttpRequestMessage ToMessage()
    {
        var content = new MultipartFormDataContent();
        foreach (var field in Fields)
        {
            // A form's text fields have no type of their own: RFC 7578, section 4.4.
            var part = new StringContent(field.Value);
            part.Headers.ContentType = null;
            content.Add(part, $"\"{field.Name}\"");
        }

        content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(File)), "\"file\"", "\"probe.txt\"");
        var message = PlainHttp.Request(HttpMethod.Post, Url);
        message.Content = content;
        return message;
    }

    public override string ToString() => $"POST {Url} <redacted>";
}
