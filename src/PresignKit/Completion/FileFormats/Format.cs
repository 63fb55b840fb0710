using System.Collections.Immutable;

namespace PresignKit.Completion.FileFormats;

/// <summary>A content format that can be recognized by a file's first bytes.</summary>
/// <param name="Name">What such a file is, with an article if it has one, for messages.</param>
/// <param name="Types">The content types that such a file fits.</param>
internal sealed record Format(string Name, params ImmutableArray<string> Types)
{
    /// <summary>What the format is recognized by: any one is enough.</summary>
    public required ImmutableArray<Signature> Signatures { get; init; }

    /// <summary>The content types that such a file neither fits nor contradicts, because programs open it under them all the same.</summary>
    public ImmutableArray<string> Possible { get; init; } = [];

    /// <summary>Whether such a file can consist of text alone. Every other format has binary bytes, so a text that only begins like it is none.</summary>
    public bool IsText { get; init; }

    /// <summary>Whether an operating system runs such a file.</summary>
    public bool IsProgram { get; init; }

    /// <summary>
    /// Whether the signature also identifies the format under other types. If not, it is too short or too common: it is only looked for
    /// under the format's own types.
    /// </summary>
    public bool IsDistinct { get; init; } = true;

    /// <summary>A stricter test than <see cref="Signatures"/> before a file of another type counts as being in this format.</summary>
    public StartTest? Distinction { get; init; }

    /// <summary>Whether the bytes have a signature of this format, whatever follows it.</summary>
    public bool HasSignature(ReadOnlySpan<byte> start)
    {
        foreach (var signature in Signatures)
        {
            if (signature.Matches(start))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the bytes fit the types of this format.</summary>
    public bool Matches(ReadOnlySpan<byte> start) => HasSignature(start) && (IsText || PlainText.HasBinaryBytes(start));

    /// <summary>Whether the bytes are certainly in this format, whatever type was declared.</summary>
    public bool Identifies(ReadOnlySpan<byte> start) => IsDistinct && Matches(start) && (Distinction is null || Distinction(start));
}
