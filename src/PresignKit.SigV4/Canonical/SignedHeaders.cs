namespace PresignKit.SigV4.Canonical;

/// <summary>
/// Step: the signed headers of a URL: <c>host</c> and the headers of the request, by lowercase name in ascending order, each name once. Only
/// their indexes are sorted, so that nothing is copied or allocated.
/// </summary>
internal readonly ref struct SignedHeaders
{
    /// <summary>How many indexes fit on the caller's stack. More headers are rare and require an array.</summary>
    internal const int UsualCount = 16;

    private const string HostName = "host";

    // Stands for the host, which is not in the list.
    private const int Host = -1;

    private readonly ReadOnlySpan<NameValue> _headers;
    private readonly ReadOnlySpan<int> _order;
    private readonly HostHeader _host;

    /// <param name="headers">The headers of the request, in any letter case and order; names can be repeated.</param>
    /// <param name="host">The host header, which is always signed.</param>
    /// <param name="places">Room for one more index than there are headers.</param>
    internal SignedHeaders(ReadOnlySpan<NameValue> headers, HostHeader host, Span<int> places)
    {
        _headers = headers;
        _host = host;
        places[0] = Host;
        var count = 1;
        for (var i = 0; i < headers.Length; i++)
        {
            count = Insert(i, places, count);
        }

        _order = places[..count];
    }

    /// <summary>Appends the names as they are written in a query.</summary>
    internal void AppendQueryValue(Utf8Buffer buffer)
    {
        if (_order.Length == 1)
        {
            buffer.Append("host"u8);
            return;
        }

        for (var i = 0; i < _order.Length; i++)
        {
            if (i > 0)
            {
                buffer.Append("%3B"u8);
            }

            UriEncoding.AppendLowerValue(buffer, Name(_order[i]));
        }
    }

    /// <summary>Appends a line <c>name:value</c> for each name, an empty line, and a line with all names.</summary>
    internal void AppendLines(Utf8Buffer buffer)
    {
        if (_order.Length == 1)
        {
            buffer.Append(_host.OnlyLines);
            return;
        }

        foreach (var place in _order)
        {
            AppendLine(buffer, place);
        }

        for (var i = 0; i < _order.Length; i++)
        {
            buffer.Append(i == 0 ? (byte)'\n' : (byte)';');
            AppendName(buffer, _order[i]);
        }

        buffer.Append((byte)'\n');
    }

    private void AppendLine(Utf8Buffer buffer, int place)
    {
        if (place == Host)
        {
            buffer.Append(_host.Line);
            return;
        }

        AppendName(buffer, place);
        buffer.Append((byte)':');
        CanonicalHeaders.AppendValues(buffer, _headers[place].Name, _headers);
        buffer.Append((byte)'\n');
    }

    private void AppendName(Utf8Buffer buffer, int place) => buffer.AppendLowerAscii(Name(place));

    private string Name(int place) => place == Host ? HostName : _headers[place].Name;

    // Insertion sort, because there are few. A repeated name is skipped; its values are joined when its line is written.
    private int Insert(int place, Span<int> places, int count)
    {
        var name = Name(place);
        var at = count;
        while (at > 0)
        {
            var order = Compare(Name(places[at - 1]), name);
            if (order == 0)
            {
                return count;
            }

            if (order < 0)
            {
                break;
            }

            at--;
        }

        places[at..count].CopyTo(places[(at + 1)..]);
        places[at] = place;
        return count + 1;
    }

    // Compares the lowercase forms: OrdinalIgnoreCase would compare uppercase forms, and '_' sorts between uppercase and lowercase letters.
    private static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            var difference = ToLower(left[i]) - ToLower(right[i]);
            if (difference != 0)
            {
                return difference;
            }
        }

        return left.Length - right.Length;
    }

    private static int ToLower(char c) => c is >= 'A' and <= 'Z' ? c | 0x20 : c;
}
