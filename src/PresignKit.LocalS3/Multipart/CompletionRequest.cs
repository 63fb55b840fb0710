using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Multipart;

/// <summary>The parts a client lists when it completes an upload, checked against those that were uploaded.</summary>
internal static class CompletionRequest
{
    /// <summary>Of each part its own element, PartNumber, ETag, and a checksum of each algorithm.</summary>
    public const int MaxElements = (MultipartRules.MaxParts + 1) * 10;

    /// <summary>The uploaded parts in the order listed.</summary>
    public static IReadOnlyList<StoredPart> Resolve(XElement document, StoredUpload upload, IReadOnlyList<StoredPart> uploaded)
    {
        var byNumber = uploaded.ToDictionary(part => part.PartNumber);
        var listed = document.Children("Part").ToList();
        if (listed.Count is 0 or > MultipartRules.MaxParts)
        {
            throw new S3Exception(S3Errors.MalformedXml());
        }

        var chosen = new List<StoredPart>(listed.Count);
        foreach (var element in listed)
        {
            var number = Number(element);
            if (chosen.Count > 0 && number <= chosen[^1].PartNumber)
            {
                throw new S3Exception(S3Errors.InvalidPartOrder());
            }

            chosen.Add(Find(element, number, upload, byNumber));
        }

        CheckSizes(chosen);
        return chosen;
    }

    /// <summary>Identifies the listed numbers and entity tags, so that the same list can be recognized later.</summary>
    public static string Digest(XElement document)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var element in document.Children("Part"))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{element.Text("PartNumber")}:{EntityTag.Unquote(element.Text("ETag") ?? "")}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static StoredPart Find(XElement element, int number, StoredUpload upload, Dictionary<int, StoredPart> uploaded)
    {
        var eTag = EntityTag.Unquote(element.Text("ETag") ?? throw new S3Exception(S3Errors.MalformedXml()));
        var checksum = Checksum(element);
        if (checksum is null && upload is { ChecksumType: ChecksumType.Composite, ChecksumAlgorithm: { } algorithm })
        {
            throw new S3Exception(S3Errors.InvalidRequest(string.Create(
                CultureInfo.InvariantCulture,
                $"The upload was created using a {algorithm.LowerName()} checksum. The complete request must include the checksum for each part. "
                + $"It was missing for part {number} in the request.")));
        }

        // An upload without a declared checksum has parts without one, whatever they were sent with.
        return uploaded.TryGetValue(number, out var part) && part.ETag == eTag
            && (checksum is null || (upload.ChecksumAlgorithm is not null && part.Checksum == checksum))
            ? part
            : throw new S3Exception(S3Errors.InvalidPart(upload.UploadId, number, eTag));
    }

    private static StoredChecksum? Checksum(XElement element)
    {
        var found = new List<StoredChecksum>();
        foreach (var child in element.Elements().Where(child => child.Name.LocalName.StartsWith("Checksum", StringComparison.Ordinal)))
        {
            var name = child.Name.LocalName["Checksum".Length..];
            found.Add(new(ChecksumNames.Parse(name) ?? throw new S3Exception(S3Errors.NotImplemented(child.Name.LocalName)), child.Value));
        }

        return found switch
        {
            [] => null,
            [var only] when only.Algorithm.IsValue(only.Value) => only,
            _ => throw new S3Exception(S3Errors.InvalidArgument(
                "Invalid Base64 or multiple checksums present in request",
                "Checksum",
                string.Concat(found.Select(checksum => $"{checksum.Algorithm.Name()}:{checksum.Value};")))),
        };
    }

    private static void CheckSizes(List<StoredPart> parts)
    {
        foreach (var part in parts.SkipLast(1))
        {
            if (part.Size < MultipartRules.MinPart)
            {
                throw new S3Exception(S3Errors.EntityTooSmall(part.Size, MultipartRules.MinPart)
                    .With(("PartNumber", part.PartNumber.ToString(CultureInfo.InvariantCulture)), ("ETag", part.ETag)));
            }
        }
    }

    private static int Number(XElement element)
    {
        var text = element.Text("PartNumber");
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw new S3Exception(S3Errors.MalformedXml());
        }

        return number >= 1 ? number : throw new S3Exception(S3Errors.InvalidArgument("PartNumber must be >= 1", "PartNumber", text));
    }
}
