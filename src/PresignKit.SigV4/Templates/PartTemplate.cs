using System.Globalization;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Templates;

/// <summary>
/// What the canonical requests for parts of one size have in common: the text before and after the part number, written once. Everything up
/// to the block in which the number starts is hashed once; everything after the block in which it ends depends only on its number of
/// digits. It serves one batch on one thread.
/// </summary>
internal sealed class PartTemplate
{
    /// <summary>The number of digits of the largest part number.</summary>
    internal const int MaxDigits = 5;

    private const string NumberName = "partNumber";

    // The canonical request without the number.
    private readonly byte[] _bytes;
    private readonly int _numberStart;
    private readonly byte[] _urlStart;
    private readonly byte[] _urlEnd;

    private readonly KnownBlocks?[] _endings = new KnownBlocks?[MaxDigits + 1];
    private Sha256State? _beginning;

    internal PartTemplate(CanonicalLayout layout, SigningMoment moment, in PresignPartBatch batch, long partSize)
    {
        NameValue[] headers = [new("Content-Length", partSize.ToString(CultureInfo.InvariantCulture)), .. batch.Headers];
        NameValue[] query = [new(NumberName, ""), new("uploadId", batch.UploadId), .. batch.Query];
        var request = batch.For(headers, query);

        var buffer = Utf8Buffer.Rent();
        var places = layout.Append(buffer, moment.Parameters, request, request.Target);
        _bytes = [.. buffer.Written];

        // The number is never the first parameter, no other has its name, and '&' and '=' within names and values are encoded, so this occurs exactly once.
        var parameter = "&partNumber="u8;
        var queryText = buffer[places.Query];
        var at = queryText.IndexOf(parameter) + parameter.Length;
        _numberStart = places.Query.Start.Value + at;
        _urlStart = [.. layout.Origin, .. buffer[places.Path], (byte)'?', .. queryText[..at]];
        _urlEnd = [.. queryText[at..], .. PresignedUrlParts.SignatureParameter];
        Utf8Buffer.Return(buffer);
    }

    /// <summary>The part of each URL before the number.</summary>
    internal ReadOnlySpan<byte> UrlStart => _urlStart;

    /// <summary>The part of each URL after the number, up to the signature.</summary>
    internal ReadOnlySpan<byte> UrlEnd => _urlEnd;

    /// <summary>Where the number starts in each canonical request.</summary>
    internal int NumberStart => _numberStart;

    /// <summary>Where the number starts in <see cref="WriteBlocks"/>.</summary>
    internal int NumberStartInBlocks => _numberStart % Sha256Constants.BlockSize;

    /// <summary>The state after the blocks before the one in which the number starts.</summary>
    internal Sha256State Beginning
    {
        get
        {
            if (_beginning is not { } state)
            {
                state = Sha256State.Initial;
                state.Absorb(_bytes.AsSpan(0, _numberStart - NumberStartInBlocks));
                _beginning = state;
            }

            return state;
        }
    }

    private ReadOnlySpan<byte> Head => _bytes.AsSpan(0, _numberStart);

    private ReadOnlySpan<byte> Tail => _bytes.AsSpan(_numberStart);

    /// <summary>Returns the number of digits of a part number.</summary>
    internal static int DigitsOf(int number) => number switch { < 10 => 1, < 100 => 2, < 1_000 => 3, < 10_000 => 4, _ => 5 };

    /// <summary>Appends the whole canonical request for a part, without padding.</summary>
    internal void Append(Utf8Buffer buffer, int number)
    {
        buffer.Append(Head);
        WriteNumber(number, buffer.Claim(DigitsOf(number)));
        buffer.Append(Tail);
    }

    /// <summary>Writes the digits of a part number, which fill the span.</summary>
    internal static void WriteNumber(int number, Span<byte> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            (number, var digit) = Math.DivRem(number, 10);
            digits[i] = (byte)('0' + digit);
        }
    }

    /// <summary>Returns the length of the block or two in which numbers of so many digits stand.</summary>
    internal int BlocksLength(int digits) => Sha256Padding.WholeBlocks(NumberStartInBlocks + digits);

    /// <summary>Writes the block or two in which numbers of so many digits stand, without the number.</summary>
    internal void WriteBlocks(int digits, Span<byte> blocks)
    {
        Head[^NumberStartInBlocks..].CopyTo(blocks);
        var rest = blocks[(NumberStartInBlocks + digits)..];
        Tail[..rest.Length].CopyTo(rest);
    }

    /// <summary>Returns the blocks after <see cref="WriteBlocks"/>, with the padding.</summary>
    internal KnownBlocks EndingAfter(int digits) => _endings[digits] ??= MakeEnding(digits);

    private KnownBlocks MakeEnding(int digits)
    {
        var text = Tail[(BlocksLength(digits) - NumberStartInBlocks - digits)..];
        var blocks = new byte[Sha256Padding.PaddedLength(text.Length)];
        text.CopyTo(blocks);
        Sha256Padding.Fill(blocks.AsSpan(text.Length), _bytes.Length + digits);
        return new KnownBlocks(blocks);
    }
}
