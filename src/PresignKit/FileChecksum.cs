using System.Diagnostics.CodeAnalysis;
using PresignKit.Content;

namespace PresignKit;

/// <summary>
/// The checksum of a file: an algorithm, and a value of exactly its length. Every value of this type is valid. As text it is the algorithm, a colon, and
/// the value in base64: <c>crc32c:yZRlqg==</c>.
/// </summary>
public sealed class FileChecksum : IEquatable<FileChecksum>
{
    /// <summary>Creates a checksum from its value in base64.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="value">The value in base64, with padding and without white space.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="algorithm"/> is not one.</exception>
    /// <exception cref="ArgumentException"><paramref name="value"/> is not base64 of the algorithm's length.</exception>
    public FileChecksum(FileChecksumAlgorithm algorithm, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var (name, length) = Known(algorithm);
        (Algorithm, Value) = IsBase64(value, length)
            ? (algorithm, value)
            : throw new ArgumentException($"The checksum is not a valid {name} in base64, which is {length} bytes.", nameof(value));
    }

    /// <summary>The algorithm.</summary>
    public FileChecksumAlgorithm Algorithm { get; }

    /// <summary>The value in base64, as S3 writes it.</summary>
    public string Value { get; }

    /// <summary>Whether two checksums are the same.</summary>
    public static bool operator ==(FileChecksum? left, FileChecksum? right) => Equals(left, right);

    /// <summary>Whether two checksums differ.</summary>
    public static bool operator !=(FileChecksum? left, FileChecksum? right) => !Equals(left, right);

    /// <summary>Creates a checksum from its bytes.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="bytes">The value; that of a CRC or XXH with the most significant byte first.</param>
    /// <returns>The checksum.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="algorithm"/> is not one.</exception>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> has another length than the algorithm's values.</exception>
    public static FileChecksum Create(FileChecksumAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        var length = Known(algorithm).Length;
        return bytes.Length == length
            ? new(algorithm, Convert.ToBase64String(bytes))
            : throw new ArgumentException($"The checksum has {bytes.Length} bytes; a {ChecksumNames.Of(algorithm)} has {length}.", nameof(bytes));
    }

    /// <summary>Creates a checksum if the value is valid, without throwing.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="value">The value in base64, with padding and without white space.</param>
    /// <param name="checksum">The checksum; null if the value is not valid.</param>
    /// <returns>Whether <paramref name="value"/> is base64 of the algorithm's length.</returns>
    public static bool TryCreate(FileChecksumAlgorithm algorithm, [NotNullWhen(true)] string? value, [NotNullWhen(true)] out FileChecksum? checksum)
    {
        checksum = value is not null && ChecksumNames.Find(algorithm) is { } known && IsBase64(value, known.Length) ? new(algorithm, value) : null;
        return checksum is not null;
    }

    /// <summary>Reads the text form, such as <c>crc32c:yZRlqg==</c>.</summary>
    /// <param name="text">The text. The algorithm may be in any letter case.</param>
    /// <returns>The checksum.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a checksum.</exception>
    public static FileChecksum Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var checksum)
            ? checksum
            : throw new FormatException(
                "The text is not a checksum. Write the algorithm, a colon, and the value in base64, such as crc32c:yZRlqg==. The algorithms are "
                + $"{string.Join(", ", ChecksumNames.All)}.");
    }

    /// <summary>Reads the text form without throwing.</summary>
    /// <param name="text">The text, such as <c>crc32c:yZRlqg==</c>. The algorithm may be in any letter case.</param>
    /// <param name="checksum">The checksum; null if the text is not one.</param>
    /// <returns>Whether the text is a checksum.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out FileChecksum? checksum)
    {
        checksum = null;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0
            && ChecksumNames.Parse(text.AsSpan(0, colon)) is { } algorithm
            && TryCreate(algorithm, text![(colon + 1)..], out checksum);
    }

    /// <inheritdoc/>
    public bool Equals(FileChecksum? other) => other is not null && Algorithm == other.Algorithm && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FileChecksum);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Algorithm, Value);

    /// <summary>The text form, such as <c>crc32c:yZRlqg==</c>.</summary>
    public override string ToString() => $"{ChecksumNames.Of(Algorithm)}:{Value}";

    private static (string Name, int Length) Known(FileChecksumAlgorithm algorithm) => ChecksumNames.Find(algorithm)
        ?? throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "This is not a checksum algorithm.");

    // The text must be the only one for its bytes: it is signed, and compared with what the store reports.
    private static bool IsBase64(string value, int length)
    {
        Span<byte> bytes = stackalloc byte[ChecksumNames.Longest + 2];
        Span<char> canonical = stackalloc char[ChecksumNames.LongestText];
        return value.Length == (length + 2) / 3 * 4
            && Convert.TryFromBase64String(value, bytes, out var written) && written == length
            && Convert.TryToBase64Chars(bytes[..written], canonical, out var characters)
            && canonical[..characters].SequenceEqual(value);
    }
}
