using System.Runtime.CompilerServices;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Signing;
using PresignKit.SigV4.Templates;

namespace PresignKit.SigV4.Batching;

/// <summary>
/// Signs the parts of a batch. Requests for parts of one size whose numbers have equally many digits end in the same way, so such parts are
/// gathered, wherever they are in the list, and signed together.
/// </summary>
internal ref struct PartBatchSigner
{
    // One group for each number of digits, and one for a last part of another size.
    private const int Groups = PartTemplate.MaxDigits + 1;
    private const int LastPartGroup = Groups - 1;

    private readonly CanonicalLayout _layout;
    private readonly SigningMoment _moment;
    private readonly PresignPartBatch _batch;
    private readonly long _count;
    private readonly int _shortPart;
    private readonly PresignWindow _window;

    private PartTemplate? _template;
    private PartTemplate? _lastTemplate;

    internal PartBatchSigner(CanonicalLayout layout, SigningMoment moment, in PresignPartBatch batch)
    {
        (_layout, _moment) = (layout, moment);
        _batch = batch;
        _count = batch.PartCount;

        // Zero, which is no number, if the last part has the size of the others.
        _shortPart = batch.LastPartSize == batch.PartSize ? 0 : (int)_count;
        _window = PresignWindow.Rent();
        _window.Clear();
    }

    public readonly void Dispose() => PresignWindow.Return(_window);

    /// <summary>Signs all parts.</summary>
    [SkipLocalsInit]
    internal void Sign(ReadOnlySpan<int> numbers, Span<string> urls)
    {
        Span<ListedPart> gathered = stackalloc ListedPart[Groups * PresignWindow.MaxUrls];
        Span<int> counts = stackalloc int[Groups];
        counts.Clear();
        for (var i = 0; i < numbers.Length; i++)
        {
            // All numbers were checked before the first was signed. But the list belongs to the caller, who may change it in the meantime.
            var number = numbers[i];
            PresignChecks.ThrowIfNoPart(_count, number, i, nameof(numbers));

            var group = number == _shortPart ? LastPartGroup : PartTemplate.DigitsOf(number) - 1;
            gathered[(group * PresignWindow.MaxUrls) + counts[group]++] = new ListedPart(i, number);
            if (counts[group] == PresignWindow.MaxUrls)
            {
                counts[group] = 0;
                SignGathered(gathered.Slice(group * PresignWindow.MaxUrls, PresignWindow.MaxUrls), TemplateOf(group), urls);
            }
        }

        for (var group = 0; group < Groups; group++)
        {
            if (counts[group] > 0)
            {
                SignGathered(gathered.Slice(group * PresignWindow.MaxUrls, counts[group]), TemplateOf(group), urls);
            }
        }
    }

    private PartTemplate TemplateOf(int group) => group == LastPartGroup
        ? _lastTemplate ??= new PartTemplate(_layout, _moment, _batch, _batch.LastPartSize)
        : _template ??= new PartTemplate(_layout, _moment, _batch, _batch.PartSize);

    private readonly void SignGathered(ReadOnlySpan<ListedPart> parts, PartTemplate template, Span<string> urls)
    {
        // Lanes do not pay off for one URL, and without them the beginning would have to be hashed by this library's own code.
        if (parts.Length == 1 || WindowSignatures.Lanes == 1)
        {
            SignOneByOne(parts, template, urls);
            return;
        }

        _window.Fill(template, parts);
        WindowSignatures.Write(_moment, _window);
        for (var i = 0; i < parts.Length; i++)
        {
            urls[parts[i].Index] = ToUrl(template, _window.Number(i, template), _window.SignatureOf(i));
        }
    }

    [SkipLocalsInit]
    private readonly void SignOneByOne(ReadOnlySpan<ListedPart> parts, PartTemplate template, Span<string> urls)
    {
        Span<byte> signature = stackalloc byte[Signature.HexSize];
        var buffer = Utf8Buffer.Rent();
        foreach (var part in parts)
        {
            buffer.Clear();
            template.Append(buffer, part.Number);
            Signature.Write(_moment, buffer.Written, signature);
            var number = buffer.Written.Slice(template.NumberStart, PartTemplate.DigitsOf(part.Number));
            urls[part.Index] = ToUrl(template, number, signature);
        }

        Utf8Buffer.Return(buffer);
    }

    private static string ToUrl(PartTemplate template, ReadOnlySpan<byte> number, ReadOnlySpan<byte> signature) => new PresignedUrlParts
    {
        Start = template.UrlStart,
        Path = number,
        Query = template.UrlEnd,
        Signature = signature,
    }.ToUrl();
}
