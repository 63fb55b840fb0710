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
    public static IReadOnlyList<StoredPart> Resolve(XElement document, IReadOnlyList<StoredPart> uploaded)
    {
        var byNumber = uploaded.ToDictionary(part => part.PartNumber);
        var chosen = new List<StoredPart>();
        foreach (var element in document.Children("Part"))
        {
            var number = Number(element);
            if (chosen.Count > 0 && number <= chosen[^1].PartNumber)
            {
                throw new S3Exception(S3Errors.InvalidPartOrder());
            }

            chosen.Add(Find(element, number, byNumber));
        }

        if (chosen.Count is 0 or > MultipartRules.MaxParts)
        {
            throw new S3Exception(S3Errors.MalformedXml());
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

    private static StoredPart Find(XElement element, int number, Dictionary<int, StoredPart> uploaded)
    {
        var eTag = EntityTag.Unquote(element.Text("ETag") ?? throw new S3Exception(S3Errors.MalformedXml()));
        if (!uploaded.TryGetValue(number, out var part) || part.ETag != eTag)
        {
            throw new S3Exception(S3Errors.InvalidPart(number));
        }

        foreach (var algorithm in ChecksumNames.All)
        {
            if (element.Text("Checksum" + algorithm.Name()) is { } value && (part.Checksum?.Algorithm != algorithm || part.Checksum.Value != value))
            {
                throw new S3Exception(S3Errors.InvalidPart(number));
            }
        }

        return part;
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

        if (parts.Sum(part => part.Size) is var size and > MultipartRules.MaxObject)
        {
            throw new S3Exception(S3Errors.EntityTooLarge(size, MultipartRules.MaxObject));
        }
    }

    private static int Number(XElement element) =>
        int.TryParse(element.Text("PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new S3Exception(S3Errors.MalformedXml());
}
