namespace PresignKit.Playlists;

/// <summary>Reads an attribute list: <c>NAME=value,NAME="quoted string"</c> (RFC 8216bis, section 4.2).</summary>
/// <param name="list">What follows the tag's colon.</param>
internal ref struct AttributeReader(ReadOnlySpan<byte> list)
{
    private readonly ReadOnlySpan<byte> _list = list;
    private int _next;

    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Where the value starts in the list, without its quotes.</summary>
    public int ValueStart { get; private set; }

    /// <summary>The value, without its quotes.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    public bool IsQuoted { get; private set; }

    /// <summary>Whether the list cannot be read any further.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Reads the next attribute. Returns false at the end, or if the list is malformed.</summary>
    public bool Next()
    {
        // White space around names is not allowed, but common after commas.
        while (_next < _list.Length && _list[_next] is (byte)' ' or (byte)'\t')
        {
            _next++;
        }

        if (_next >= _list.Length)
        {
            return false;
        }

        var rest = _list[_next..];
        var equal = rest.IndexOf((byte)'=');
        if (equal <= 0 || rest[..equal].IndexOfAnyExcept(AttributeNames.Characters) >= 0)
        {
            return Fail();
        }

        Name = rest[..equal];
        rest = rest[(equal + 1)..];
        IsQuoted = rest is [(byte)'"', ..];
        if (IsQuoted)
        {
            rest = rest[1..];
        }

        ValueStart = _list.Length - rest.Length;
        var length = IsQuoted ? rest.IndexOf((byte)'"') : rest.IndexOf((byte)',');
        if (length < 0)
        {
            if (IsQuoted)
            {
                return Fail();
            }

            length = rest.Length;
        }

        Value = rest[..length];
        if (!IsQuoted && Value.Contains((byte)'"'))
        {
            return Fail();
        }

        return SkipComma(IsQuoted ? rest[(length + 1)..] : rest[length..]);
    }

    private bool SkipComma(ReadOnlySpan<byte> rest)
    {
        var comma = rest.TrimStart(" \t"u8);
        if (comma.IsEmpty)
        {
            _next = _list.Length;
            return true;
        }

        // For hls.js, a quoted value goes on until a comma follows a quote at once, so that it would see other attributes.
        if (IsQuoted && comma.Length < rest.Length)
        {
            return Fail();
        }

        _next = _list.Length - comma.Length + 1;
        return comma[0] == (byte)',' || Fail();
    }

    private bool Fail()
    {
        IsMalformed = true;
        return false;
    }
}
