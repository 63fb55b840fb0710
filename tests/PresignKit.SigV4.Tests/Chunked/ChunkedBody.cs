using System.Security.Cryptography;
using System.Text;

namespace PresignKit.SigV4.Tests.Chunked;

/// <summary>Encodes aws-chunked bodies, implemented from the documentation, without any code of the library.</summary>
internal sealed class ChunkedBody(byte[] signingKey, string date, string scope, string seedSignature)
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private readonly List<byte> _body = [];
    private string _previous = seedSignature;

    public List<string> Signatures { get; } = [];

    public ChunkedBody Chunk(byte[] data)
    {
        var signature = Sign($"AWS4-HMAC-SHA256-PAYLOAD\n{date}\n{scope}\n{_previous}\n{EmptyHash}\n{Hex(SHA256.HashData(data))}");
        Write($"{data.Length:x};chunk-signature={signature}\r\n");
        _body.AddRange(data);
        if (data.Length > 0)
        {
            Write("\r\n");
        }

        return this;
    }

    public ChunkedBody Trailers(params (string Name, string Value)[] trailers)
    {
        var text = string.Concat(trailers.Select(t => $"{t.Name}:{t.Value}\n"));
        foreach (var (name, value) in trailers)
        {
            Write($"{name}:{value}\r\n");
        }

        var signature = Sign($"AWS4-HMAC-SHA256-TRAILER\n{date}\n{scope}\n{_previous}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}");
        Write($"x-amz-trailer-signature:{signature}\r\n");
        return this;
    }

    public byte[] End()
    {
        Write("\r\n");
        return [.. _body];
    }

    public static byte[] Unsigned(IEnumerable<byte[]> chunks, params (string Name, string Value)[] trailers)
    {
        var body = new MemoryStream();
        foreach (var chunk in chunks)
        {
            body.Write([.. Encoding.ASCII.GetBytes($"{chunk.Length:X}\r\n"), .. chunk, .. "\r\n"u8]);
        }

        body.Write("0\r\n"u8);
        foreach (var (name, value) in trailers)
        {
            body.Write(Encoding.ASCII.GetBytes($"{name}:{value}\r\n"));
        }

        body.Write("\r\n"u8);
        return body.ToArray();
    }

    private string Sign(string stringToSign)
    {
        _previous = Hex(HMACSHA256.HashData(signingKey, Encoding.UTF8.GetBytes(stringToSign)));
        Signatures.Add(_previous);
        return _previous;
    }

    private void Write(string text) => _body.AddRange(Encoding.ASCII.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
