using System.Collections.Immutable;
using System.Text;
using PresignKit.S3.Http;
using PresignKit.SigV4;

namespace PresignKit.S3.Probing;

/// <summary>A signed form as a browser posts it, and the variants that its holder could create.</summary>
/// <param name="Url">The URL to post to.</param>
/// <param name="Fields">All fields but the file, in order.</param>
/// <param name="File">The file.</param>
internal sealed record ProbeForm(string Url, ImmutableArray<NameValue> Fields, string File) : IProbeMessage
{
    /// <summary>Headers that the holder adds to the request; the form's policy does not cover them.</summary>
    public ImmutableArray<NameValue> Headers { get; init; } = [];

    /// <summary>A copy with a different value in the existing field.</summary>
    public ProbeForm With(string name, string value) =>
        this with { Fields = [.. Fields.Select(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase) ? new(f.Name, value) : f)] };

    /// <summary>A copy with an additional field.</summary>
    public ProbeForm Adding(string name, string value) => this with { Fields = Fields.Add(new(name, value)) };

    public HttpRequestMessage ToMessage()
    {
        var content = new MultipartFormDataContent();
        foreach (var field in Fields)
        {
            // The text fields of a form have no content type: RFC 7578, section 4.4.
            var part = new StringContent(field.Value);
            part.Headers.ContentType = null;
            content.Add(part, $"\"{field.Name}\"");
        }

        content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(File)), "\"file\"", "\"probe.txt\"");
        var message = PlainHttp.Request(HttpMethod.Post, Url);
        message.Content = content;
        foreach (var header in Headers)
        {
            message.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return message;
    }

    public override string ToString() => $"POST {Url} <redacted>";
}
