using System.Text;

namespace PresignKit.BrowserTests.Network;

/// <summary>
/// Finds the heads of HTTP/1.1 requests in the bytes of one connection. Browsers send bodies with a Content-Length, which
/// is enough to skip them.
/// </summary>
internal sealed class RequestHeadReader(Action<RequestHead> found)
{
    private readonly StringBuilder _head = new();
    private long _bodyLeft;

    public void Read(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_bodyLeft > 0)
            {
                var skipped = (int)Math.Min(_bodyLeft, bytes.Length);
                _bodyLeft -= skipped;
                bytes = bytes[skipped..];
                continue;
            }

            _head.Append((char)bytes[0]);
            bytes = bytes[1..];
            if (IsComplete())
            {
                var head = Parse(_head.ToString());
                _head.Clear();
                _bodyLeft = head.BodyLength;
                found(head);
            }
        }
    }

    private bool IsComplete() =>
        _head.Length >= 4 && _head[^1] == '\n' && _head[^2] == '\r' && _head[^3] == '\n' && _head[^4] == '\r';

    private static RequestHead Parse(string head)
    {
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var start = lines[0].Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return new(start[0], start[1], headers);
    }
}
