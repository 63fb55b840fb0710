using System.Globalization;
using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Multipart;

/// <summary>What a completion says about the object: its size, and the type and value of its checksum. S3 verifies a checksum only if the upload was
/// created with one.</summary>
internal sealed class DeclaredObject
{
    private readonly string? _size;
    private readonly string? _type;
    private readonly StoredChecksum? _checksum;

    private DeclaredObject(string? size, string? type, StoredChecksum? checksum)
    {
        _size = size;
        _type = type;
        _checksum = checksum;
    }

    public static DeclaredObject Read(AmzParameters amz)
    {
        var type = amz.Find("x-amz-checksum-type");
        if (type is not (null or "COMPOSITE" or "FULL_OBJECT"))
        {
            throw new S3Exception(S3Errors.InvalidChecksumHeader("x-amz-checksum-type"));
        }

        return new DeclaredObject(amz.Find("x-amz-mp-object-size"), type, Checksum(amz, type));
    }

    /// <summary>Throws S3's error if the object differs from what was declared.</summary>
    public void Check(StoredObject value)
    {
        if (_size is not null && !(long.TryParse(_size, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size == value.Size))
        {
            throw new S3Exception(S3Errors.InvalidRequest(string.Create(
                CultureInfo.InvariantCulture,
                $"The provided 'x-amz-mp-object-size' header value {_size} does not match what was computed: {value.Size}")));
        }

        var created = value.HasDefaultChecksum == true ? null : value.Checksum;
        if (_type is not null && _type != created?.Type.Name())
        {
            throw new S3Exception(S3Errors.InvalidRequest(
                $"The upload was created using the {created?.Type.Name() ?? "null"} checksum mode. The complete request must use the same checksum mode."));
        }

        if (_checksum is not null && created is not null && !IsSame(_checksum, created))
        {
            throw new S3Exception(S3Errors.BadChecksum(created.Algorithm.LowerName()));
        }
    }

    private static StoredChecksum? Checksum(AmzParameters amz, string? type)
    {
        if (amz.DeclaredChecksum() is not ({ } algorithm, { } value))
        {
            return null;
        }

        // Of a composite checksum, the number of parts may be left out. Without a type, S3 takes the algorithm's own.
        var dash = value.IndexOf('-', StringComparison.Ordinal);
        var count = dash < 0 ? "0" : value[(dash + 1)..];
        return algorithm.IsValue(dash < 0 ? value : value[..dash]) && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? new StoredChecksum(algorithm, value, type switch
            {
                "COMPOSITE" => ChecksumType.Composite,
                "FULL_OBJECT" => ChecksumType.FullObject,
                _ => algorithm.DefaultType(),
            })
            : throw new S3Exception(S3Errors.InvalidChecksumHeader(algorithm.Header()));
    }

    private static bool IsSame(StoredChecksum declared, StoredChecksum created) =>
        declared == created || (created.Type == ChecksumType.Composite && declared == created with { Value = created.Value.Split('-')[0] });
}
