namespace PresignKit.SigV4.Canonical;

/// <summary>
/// Query parameters, encoded once and put in canonical order: by encoded name, then by encoded value, byte by byte. Sorting
/// decoded text would be wrong: <c>a%C3%A9</c> and <c>ab</c> change places when encoded.
/// </summary>
internal ref struct EncodedParameters
{
    /// <summary>How many stand on the caller's stack. Nearly every URL has a handful; more cost an array.</summary>
    internal const int UsualCount = 16;

    private readonly Utf8Buffer? _bytes;
    private readonly Span<Entry> _entries;
    private int _next;

    /// <param name="parameters">The parameters, decoded, in any order.</param>
    /// <param name="room">Room for as many entries.</param>
    internal EncodedParameters(ReadOnlySpan<NameValue> parameters, Span<Entry> room)
    {
        if (parameters.IsEmpty)
        {
            return;
        }

        var bytes = Utf8Buffer.Rent();
        _entries = room[..parameters.Length];
        for (var i = 0; i < _entries.Length; i++)
        {
            var start = bytes.Length;
            UriEncoding.AppendValue(bytes, parameters[i].Name);
            var nameEnd = bytes.Length;
            bytes.Append((byte)'=');
            UriEncoding.AppendValue(bytes, parameters[i].Value);
            _entries[i] = new Entry(start, nameEnd, bytes.Length);
        }

        _bytes = bytes;
        Sort();
    }

    /// <summary>Whether none comes before <paramref name="name"/>.</summary>
    internal readonly bool BeginsAfter(ReadOnlySpan<byte> name) => _entries.IsEmpty || Name(_entries[0]).SequenceCompareTo(name) > 0;

    /// <summary>Appends, each followed by <c>&amp;</c>, the parameters not yet written whose names come before <paramref name="name"/>.</summary>
    internal void AppendBefore(Utf8Buffer query, ReadOnlySpan<byte> name)
    {
        while (_next < _entries.Length && Name(_entries[_next]).SequenceCompareTo(name) < 0)
        {
            AppendNext(query);
            query.Append((byte)'&');
        }
    }

    /// <summary>Appends what is left, each after <c>&amp;</c> unless it begins the query.</summary>
    internal void AppendRest(Utf8Buffer query, int queryStart)
    {
        while (_next < _entries.Length)
        {
            if (query.Length > queryStart)
            {
                query.Append((byte)'&');
            }

            AppendNext(query);
        }
    }

    public readonly void Dispose()
    {
        if (_bytes is not null)
        {
            Utf8Buffer.Return(_bytes);
        }
    }

    private void AppendNext(Utf8Buffer query)
    {
        var entry = _entries[_next++];
        query.Append(_bytes![entry.Start..entry.End]);
    }

    private readonly ReadOnlySpan<byte> Name(Entry entry) => _bytes![entry.Start..entry.NameEnd];

    private readonly void Sort()
    {
        if (_entries.Length > UsualCount)
        {
            var bytes = _bytes!;
            _entries.Sort((left, right) => Compare(bytes, left, right));
            return;
        }

        for (var i = 1; i < _entries.Length; i++)
        {
            for (var j = i; j > 0 && Compare(_bytes!, _entries[j - 1], _entries[j]) > 0; j--)
            {
                (_entries[j - 1], _entries[j]) = (_entries[j], _entries[j - 1]);
            }
        }
    }

    private static int Compare(Utf8Buffer bytes, Entry left, Entry right)
    {
        var byName = bytes[left.Start..left.NameEnd].SequenceCompareTo(bytes[right.Start..right.NameEnd]);
        return byName != 0 ? byName : bytes[left.NameEnd..left.End].SequenceCompareTo(bytes[right.NameEnd..right.End]);
    }

    /// <summary>Where a parameter stands among the encoded bytes.</summary>
    internal readonly record struct Entry(int Start, int NameEnd, int End);
}
