using System.Globalization;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Objects;

/// <summary>The range of bytes that a read requests.</summary>
internal readonly record struct ByteRange(long Offset, long Length)
{
    /// <summary>Parses a single <c>bytes=</c> range. <see langword="null"/> means the whole object: anything that is not a single range
    /// (another unit, several ranges) is ignored, as RFC 9110 allows and as on S3.</summary>
    public static ByteRange? Parse(string? header, long size)
    {
        const string Unit = "bytes=";
        if (header is null || !header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var spec = header.AsSpan(Unit.Length).Trim();
        var dash = spec.IndexOf('-');
        if (dash < 0 || spec.Contains(','))
        {
            return null;
        }

        var (first, last) = (Number(spec[..dash]), Number(spec[(dash + 1)..]));
        if (dash == 0)
        {
            return last is { } suffix ? Suffix(suffix, size, header) : null;
        }

        if (first is not { } start || (last is null && dash != spec.Length - 1) || last < start)
        {
            return null;
        }

        if (start >= size)
        {
            throw new S3Exception(S3Errors.InvalidRange(header, size));
        }

        return new ByteRange(start, Math.Min(last ?? long.MaxValue, size - 1) - start + 1);
    }

    private static ByteRange Suffix(long suffix, long size, string header)
    {
        var length = Math.Min(suffix, size);
        return length > 0 ? new ByteRange(size - length, length) : throw new S3Exception(S3Errors.InvalidRange(header, size));
    }

    private static long? Number(ReadOnlySpan<char> digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
