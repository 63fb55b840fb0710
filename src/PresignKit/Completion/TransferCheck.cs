using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using PresignKit.Providers;
using PresignKit.Uploads;

namespace PresignKit.Completion;

/// <summary>Compares what a client says that it sent with what the store received, as far as the store reports it.</summary>
internal sealed class TransferCheck
{
    private readonly DeclaredUpload _upload;
    private readonly TransferChecksumAlgorithm _algorithm;
    private readonly byte[][] _parts;

    private TransferCheck(DeclaredUpload upload, TransferChecksumAlgorithm algorithm, byte[][] parts) =>
        (_upload, _algorithm, _parts) = (upload, algorithm, parts);

    /// <summary>Null: the client reports nothing.</summary>
    /// <exception cref="PolicyViolationException">What it reports is malformed, or cannot be compared with this store.</exception>
    public static TransferCheck? Create(DeclaredUpload upload, TransferChecksums? reported, StoreProfile profile, EncryptionRule encryption)
    {
        if (reported is null)
        {
            return null;
        }

        var possible = TransferRule.Algorithms(profile, hasOther: false, encryption);
        if (!possible.Contains(reported.Algorithm))
        {
            throw Invalid(possible.IsEmpty
                ? "This store reports nothing that they could be compared with. Complete the slot without them."
                : $"At this store, these algorithms are possible: {string.Join(", ", possible.Select(Name))}.");
        }

        var count = upload.GetPartPlan()?.PartCount ?? 1;
        if (reported.Parts.Count != count)
        {
            throw Invalid($"The number of checksums is {reported.Parts.Count}, and the number of parts is {count}. Send one for each part, in their order.");
        }

        var length = reported.Algorithm == TransferChecksumAlgorithm.Md5 ? MD5.HashSizeInBytes : sizeof(ulong);
        var parts = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            parts[i] = new byte[length];
            if (reported.Parts[i] is not { } text || !Convert.TryFromBase64String(text, parts[i], out var written) || written != length)
            {
                throw Invalid(string.Create(CultureInfo.InvariantCulture, $"That of part {i + 1} is not {length} bytes in base64."));
            }
        }

        return new(upload, reported.Algorithm, parts);
    }

    /// <summary>The parts that the store received with other bytes; empty: none, or it does not tell before completion.</summary>
    /// <param name="parts">All parts of the upload, in order.</param>
    public IReadOnlyList<int> FindDifferent(IReadOnlyList<UploadedPart> parts) =>
        _algorithm == TransferChecksumAlgorithm.Md5
            ? [.. parts.Where(part => !IsHex(_parts[part.Number - 1], part.ETag)).Select(part => part.Number)]
            : [];

    /// <summary>Whether an object is what was sent, or has been compared with it before its completion.</summary>
    public bool Matches(ObjectProperties found) =>
        _algorithm == TransferChecksumAlgorithm.Md5 ? IsSameMd5(found.ETag) : IsSameCrc(found);

    // Amazon S3 API Reference, "Object", ETag: an object that was sent in parts has another kind of ETag, in practice the MD5 of their MD5s with a
    // hyphen and their number. What is neither was compared part by part before completion.
    private bool IsSameMd5(string etag)
    {
        var text = etag.Trim('"');
        if (!text.Contains('-', StringComparison.Ordinal))
        {
            return _upload.UploadId is not null || IsHex(_parts[0], text);
        }

        var suffix = string.Create(CultureInfo.InvariantCulture, $"-{_parts.Length}");
        if (!text.EndsWith(suffix, StringComparison.Ordinal))
        {
            return true;
        }

        // MD5 is the store's choice, and guards against accidents alone.
#pragma warning disable CA5351
        return IsHex(MD5.HashData(_parts.SelectMany(part => part).ToArray()), text[..^suffix.Length]);
#pragma warning restore CA5351
    }

    private bool IsSameCrc(ObjectProperties found)
    {
        Span<byte> stored = stackalloc byte[sizeof(ulong)];
        if (found.Checksum is not { Algorithm: FileChecksumAlgorithm.Crc64Nvme, Value: var value } || !Convert.TryFromBase64String(value, stored, out _))
        {
            throw Invalid("The store reports no CRC-64/NVME of this object. Complete the slot without them.");
        }

        var plan = _upload.GetPartPlan();
        var whole = BinaryPrimitives.ReadUInt64BigEndian(_parts[0]);
        for (var i = 1; i < _parts.Length; i++)
        {
            whole = Crc64Combination.Combine(whole, BinaryPrimitives.ReadUInt64BigEndian(_parts[i]), plan!.SizeOf(i + 1));
        }

        return whole == BinaryPrimitives.ReadUInt64BigEndian(stored);
    }

    /// <summary>The name that clients send.</summary>
    private static string Name(TransferChecksumAlgorithm algorithm) => algorithm == TransferChecksumAlgorithm.Md5 ? "md5" : "crc64nvme";

    private static bool IsHex(byte[] hash, string etag) =>
        Convert.ToHexString(hash).Equals(etag.Trim('"'), StringComparison.OrdinalIgnoreCase);

    private static PolicyViolationException Invalid(string why) =>
        new(ErrorCodes.TransferChecksumsInvalid, $"The checksums of the transfer cannot be compared. {why}");
}
