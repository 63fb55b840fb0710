namespace PresignKit.SigV4.Canonical;

/// <summary>
/// Query parameters, encoded once and sorted into canonical order: by encoded name, then by encoded value, byte by byte. Sorting the decoded
/// text would be wrong: <c>a%C3%A9</c> and <c>ab</c> swap places when encoded.
/// </summary>
internal ref struct EncodedParameters
{
    /// <summary>How many fit on the caller's stack. Nearly every URL has only a few; more require an array.</summary>
    internal const int UsualCount = 16;

    private readonly Utf8Buffer? _bytes;
    private readonly Span<Entry> _entries;
    private int _next;

    /// <param name="parameters">The parameters, decoded, in any order.</param>
    /// <param name="room">Room for as many entries as there are parameters.</param>
    internal EncodedParameters(ReadOnlySpan<NameValue> parameters, Span<Entry> room)
        : this(parameters, [], room)
    {
    }

    /// <param name="some">Parameters, decoded, in any order.</param>
    /// <param name="more">Further ones.</param>
    /// <param name="room">Room for as many entries as there are parameters.</param>
    internal EncodedParameters(ReadOnlySpan<NameValue> some, ReadOnlySpan<NameValue> more, Span<Entry> room)
    {
        if (some.IsEmpty && more.IsEmpty)
        {
            return;
        }

        var bytes = Utf8Buffer.Rent();
        _entries = room[..(some.Length + more.Length)];
        for (var i = 0; i < _entries.Length; i++)
        {
            ref readonly var parameter = ref i < some.Length ? ref some[i] : ref more[i - some.Length];
            var start = bytes.Length;
            UriEncoding.AppendValue(bytes, parameter.Name);
            var nameEnd = bytes.Length;
            bytes.Append((byte)'=');
            UriEncoding.AppendValue(bytes, parameter.Value);
            _entries[i] = new Entry(start, nameEnd, bytes.Length);
        }

        _bytes = bytes;
        Sort();
    }

    public readonly void Dispose()
    {
        if (_bytes is not null)
        {
            Utf8Buffer.Return(_bytes);
        }
    }

    /// <summary>Whether all parameters sort after <paramref name="name"/>.</summary>
    internal readonly bool BeginsAfter(ReadOnlySpan<byte> name) => _entries.IsEmpty || Name(_entries[0]).SequenceCompareTo(name) > 0;

    /// <summary>Appends the remaining parameters whose names sort before <paramref name="name"/>, each followed by <c>&amp;</c>.</summary>
    internal void AppendBefore(Utf8Buffer query, ReadOnlySpan<byte> name)
    {
        while (_next < _entries.Length && Name(_entries[_next]).SequenceCompareTo(name) < 0)
        {
            AppendNext(query);
            query.Append((byte)'&');
        }
    }

    /// <summary>Appends the remaining parameters, each after <c>&amp;</c> unless it is the first of the query.</summary>
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

    /// <summary>Appends all parameters, each after <c>&amp;</c>.</summary>
    internal void AppendAll(Utf8Buffer query)
    {
        while (_next < _entries.Length)
        {
            query.Append((byte)'&');
            AppendNext(query);
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

    /// <summary>The position of a parameter in the encoded bytes.</summary>
    internal readonly record struct Entry(int Start, int NameEnd, int End);
}
