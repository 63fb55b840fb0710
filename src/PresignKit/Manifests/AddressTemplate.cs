using System.Buffers.Text;
using System.Globalization;
using PresignKit.Playlists;

namespace PresignKit.Manifests;

/// <summary>A pattern of addresses (ISO/IEC 23009-1, clause 5.3.9.4.4), of which all is known but the number and the time of a segment.</summary>
internal sealed class AddressTemplate
{
    private const int MaximumWidth = 20;
    private const int MaximumParts = 32;

    private readonly List<Part> _parts = [];
    private readonly byte[] _address = new byte[UriScope.MaximumLength];

    private AddressTemplate()
    {
    }

    private enum Variable
    {
        Literal,
        Number,
        Time,
    }

    public bool HasNumberOrTime => _parts.Exists(part => part.Variable != Variable.Literal);

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="id">The ID of the representation, or null.</param>
    /// <param name="bandwidth">The bandwidth of the representation, or null.</param>
    /// <returns>Null: it cannot be read, or names what the representation does not have.</returns>
    public static AddressTemplate? TryParse(ReadOnlySpan<byte> pattern, byte[]? id, long? bandwidth)
    {
        var template = new AddressTemplate();
        while (pattern.IndexOf((byte)'$') is >= 0 and var start)
        {
            template.AddLiteral(pattern[..start]);
            pattern = pattern[(start + 1)..];
            var end = pattern.IndexOf((byte)'$');
            if (end < 0 || !template.TryAdd(pattern[..end], id, bandwidth) || template._parts.Count > MaximumParts)
            {
                return null;
            }

            pattern = pattern[(end + 1)..];
        }

        template.AddLiteral(pattern);
        return template;
    }

    /// <summary>The address of a segment. Valid until the next call.</summary>
    /// <returns>Empty: it is too long.</returns>
    public ReadOnlySpan<byte> Expand(long number, long time)
    {
        var length = 0;
        foreach (var part in _parts)
        {
            var room = _address.AsSpan(length);
            var written = part.Literal.Length;
            if (part.Variable == Variable.Literal)
            {
                if (!part.Literal.AsSpan().TryCopyTo(room))
                {
                    return [];
                }
            }
            else if (!Utf8Formatter.TryFormat(part.Variable == Variable.Number ? number : time, room, out written, new('D', part.Width)))
            {
                return [];
            }

            length += written;
        }

        return _address.AsSpan(0, length);
    }

    private void AddLiteral(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty)
        {
            _parts.Add(new(Variable.Literal, 0, text.ToArray()));
        }
    }

    private bool TryAdd(ReadOnlySpan<byte> identifier, byte[]? id, long? bandwidth)
    {
        if (identifier.IsEmpty)
        {
            // Two of them stand for one.
            AddLiteral("$"u8);
            return true;
        }

        if (identifier.SequenceEqual("RepresentationID"u8))
        {
            AddLiteral(id);
            return id is not null;
        }

        // The only format is %0[width]d.
        var name = identifier;
        byte width = 1;
        if (identifier.IndexOf((byte)'%') is >= 0 and var percent)
        {
            name = identifier[..percent];
            var format = identifier[(percent + 1)..];
            if (format is not [(byte)'0', >= (byte)'0' and <= (byte)'9', .., (byte)'d']
                || !byte.TryParse(format[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out width) || width is < 1 or > MaximumWidth)
            {
                return false;
            }
        }

        if (name.SequenceEqual("Bandwidth"u8) && bandwidth is { } value)
        {
            AddLiteral(System.Text.Encoding.UTF8.GetBytes(value.ToString("D" + width.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)));
            return true;
        }

        Variable? variable = name.SequenceEqual("Number"u8) ? Variable.Number : name.SequenceEqual("Time"u8) ? Variable.Time : null;
        if (variable is null)
        {
            return false;
        }

        _parts.Add(new(variable.Value, width, []));
        return true;
    }

    private readonly record struct Part(Variable Variable, byte Width, byte[] Literal);
}
