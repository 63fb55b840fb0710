using System.Collections.Immutable;
using System.Text;
using PresignKit.S3.Http;
using PresignKit.SigV4;

namespace PresignKit.S3.Probing;

/// <summary>A signed request as its holder sends it, and the variants that the holder could create.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The URL with its signature.</param>
/// <param name="Headers">The headers to send; Content-Length is the body's own.</param>
/// <param name="Body">The body; null: none.</param>
internal sealed record ProbeRequest(string Method, string Url, ImmutableArray<NameValue> Headers, string? Body) : IProbeMessage
{
    /// <summary>Holds the request in flight; null: it is sent at once.</summary>
    public HeldBody? Held { get; init; }

    /// <summary>The same request without a signature.</summary>
    public ProbeRequest Unsigned => this with { Url = Url.Split('?')[0] };

    /// <summary>A copy with this header, which replaces any header with the same name.</summary>
    public ProbeRequest With(string name, string value) => Without(name) with { Headers = Without(name).Headers.Add(new(name, value)) };

    public ProbeRequest Without(string name) =>
        this with { Headers = [.. Headers.Where(h => !h.Name.Equals(name, StringComparison.OrdinalIgnoreCase))] };

    public HttpRequestMessage ToMessage()
    {
        var message = PlainHttp.Request(new(Method), Url);
        if (Body is not null)
        {
            var bytes = Encoding.UTF8.GetBytes(Body);
            message.Content = Held is null ? new ByteArrayContent(bytes) : Held.Content(bytes);
        }

        foreach (var header in Headers.Where(h => h.Name != "Content-Length"))
        {
            if (!message.Headers.TryAddWithoutValidation(header.Name, header.Value))
            {
                message.Content?.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }
        }

        return message;
    }

    public override string ToString() => $"{Method} {Url.Split('?')[0]}?<redacted>";
}
