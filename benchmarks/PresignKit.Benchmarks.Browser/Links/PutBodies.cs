using System.Globalization;
using System.Text;

namespace PresignKit.Benchmarks.Browser.Links;

/// <summary>Finds the bodies of PUT requests in the bytes of one HTTP/1.1 connection. Browsers send them with a Content-Length.</summary>
internal sealed class PutBodies(IBodyTap tap)
{
    private readonly StringBuilder _head = new();
    private bool _isPut;
    private int _request;
    private long _length;
    private long _left;

    public void Read(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_left > 0)
            {
                var count = (int)Math.Min(_left, bytes.Length);
                if (_isPut)
                {
                    tap.Pass(_request, _length - _left, bytes[..count]);
                }

                _left -= count;
                bytes = bytes[count..];
                continue;
            }

            _head.Append((char)bytes[0]);
            bytes = bytes[1..];
            if (_head.Length >= 4 && _head[^1] == '\n' && _head[^2] == '\r' && _head[^3] == '\n' && _head[^4] == '\r')
            {
                Begin(_head.ToString());
                _head.Clear();
            }
        }
    }

    private void Begin(string head)
    {
        const string Name = "Content-Length:";
        var line = head.Split("\r\n").FirstOrDefault(line => line.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        _length = _left = line is null ? 0 : long.Parse(line.AsSpan(Name.Length).Trim(), CultureInfo.InvariantCulture);
        _isPut = head.StartsWith("PUT ", StringComparison.Ordinal);
        if (_isPut)
        {
            _request = tap.Begin(_length);
        }
    }
}
