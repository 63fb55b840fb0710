using System.Globalization;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Suites.Refusals;

/// <summary>A request as the URL's holder sends it, with or without a fault.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The URL as the holder sends it.</param>
/// <param name="Headers">The headers that the holder sends; Content-Length is the body's own.</param>
/// <param name="Body">The body, or null.</param>
public sealed record RequestAttempt(string Method, string Url, IReadOnlyList<NameValue> Headers, byte[]? Body)
{
    /// <summary>The URL as it reaches the store, if a proxy or a client changes it.</summary>
    public string? WireUrl { get; init; }

    /// <summary>The Host header as it reaches the store, if a proxy changes it.</summary>
    public string? WireHost { get; init; }

    /// <summary>Whether the body is sent chunked, without a length.</summary>
    public bool IsChunked { get; init; }

    /// <summary>The headers that the holder sent, including the length.</summary>
    public IReadOnlyList<NameValue> Sent => Body is null || IsChunked
        ? [.. Headers.Where(header => header.Name != "content-length")]
        : [.. Headers.Where(header => header.Name != "content-length"), new("Content-Length", Body.Length.ToString(CultureInfo.InvariantCulture))];

    public RequestAttempt With(string name, string value) => Without(name) with { Headers = [.. Without(name).Headers, new(name, value)] };

    public RequestAttempt Without(string name) =>
        this with { Headers = [.. Headers.Where(header => !header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))] };

    /// <summary>Sends the request verbatim; <see cref="Uri"/> would correct the fault.</summary>
    public HttpRequestMessage ToMessage()
    {
        var verbatim = new Uri(WireUrl ?? Url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new(Method), verbatim);
        if (Body is not null)
        {
            message.Content = IsChunked ? new StreamContent(new UnknownLength(Body)) : new ByteArrayContent(Body);
        }

        message.Headers.Host = WireHost;
        if (IsChunked)
        {
            message.Headers.TransferEncodingChunked = true;
        }

        foreach (var header in Headers.Where(header => !header.Name.Equals("content-length", StringComparison.OrdinalIgnoreCase)))
        {
            if (!message.Headers.TryAddWithoutValidation(header.Name, header.Value))
            {
                message.Content?.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }
        }

        return message;
    }

    public override string ToString() => $"{Method} {Url.Split('?')[0]}";

    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
