using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PresignKit.Completion.FileFormats;

/// <summary>Returns whether a file that starts with these bytes is in a content format.</summary>
internal delegate bool StartTest(ReadOnlySpan<byte> start);

/// <summary>What a content format is recognized by, and how the documentation describes it.</summary>
/// <param name="Description">What is looked for, in Markdown.</param>
/// <param name="Matches">The test.</param>
internal sealed record Signature(string Description, StartTest Matches)
{
    /// <summary>Bytes at an offset.</summary>
    /// <param name="pattern">Hexadecimal digits, ASCII text in single quotes, and <c>??</c> for any byte.</param>
    /// <param name="offset">Where the bytes are.</param>
    public static Signature At(string pattern, int offset = 0)
    {
        var bytes = Parse(pattern);
        var place = offset == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" at offset {offset}");
        return new($"`{pattern}`{place}", start => start.Length >= offset && IsAt(start[offset..], bytes));
    }

    /// <summary>Parses a pattern; null stands for any byte.</summary>
    private static ImmutableArray<byte?> Parse(string pattern)
    {
        var bytes = ImmutableArray.CreateBuilder<byte?>();
        var parts = pattern.Split('\'');
        for (var i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 1)
            {
                bytes.AddRange(Encoding.ASCII.GetBytes(parts[i]).Select(value => (byte?)value));
                continue;
            }

            foreach (var pair in parts[i].Replace(" ", "", StringComparison.Ordinal).Chunk(2))
            {
                bytes.Add(pair is ['?', '?'] ? null : byte.Parse(pair, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            }
        }

        return bytes.ToImmutable();
    }

    private static bool IsAt(ReadOnlySpan<byte> start, ImmutableArray<byte?> bytes)
    {
        if (start.Length < bytes.Length)
        {
            return false;
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] is { } value && start[i] != value)
            {
                return false;
            }
        }

        return true;
    }
}
