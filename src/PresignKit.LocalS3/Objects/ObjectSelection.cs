using System.Globalization;
using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Objects;

/// <summary>
/// The version and the part that a read selects: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, versionId and partNumber. Buckets of
/// this store have no versions, so each object is its own version <c>null</c>.
/// </summary>
internal static class ObjectSelection
{
    private const int MaximumPartNumber = 10_000;

    /// <summary>Refuses versions that do not exist.</summary>
    public static void CheckVersion(S3Call call)
    {
        switch (call.Request.Query.Find("versionId"))
        {
            case null or "null":
                return;
            case "":
                throw new S3Exception(S3Errors.InvalidArgument("Version id cannot be the empty string", "versionId", ""));
            case { } version:
                throw new S3Exception(S3Errors.NoSuchVersion(call.Key, version));
        }
    }

    /// <summary>The bytes of the part that is asked for, and the header with the number of parts; null: none is asked for.</summary>
    public static ByteRange? Part(S3Call call, StoredObject value)
    {
        if (call.Request.Query.Find("partNumber") is not { } text)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MaximumPartNumber)
        {
            throw new S3Exception(S3Errors.InvalidArgument(
                $"Part number must be an integer between 1 and {MaximumPartNumber}, inclusive", "partNumber", text));
        }

        if (call.Request.Header("Range") is not null)
        {
            throw new S3Exception(S3Errors.InvalidRequest("Cannot specify both Range header and partNumber query parameter"));
        }

        var count = value.PartCount ?? 1;
        if (number > count)
        {
            throw new S3Exception(S3Errors.InvalidPartNumber(number, count));
        }

        if (value.PartCount is null)
        {
            // An object that was sent in one request is one part. S3 does not count it.
            return value.Size == 0 ? null : new ByteRange(0, value.Size);
        }

        // Stored by an earlier version, which did not record where parts end.
        if (value.PartSizes is not { } sizes)
        {
            throw new S3Exception(S3Errors.NotImplemented("partNumber"));
        }

        call.Response.Headers["x-amz-mp-parts-count"] = count.ToString(CultureInfo.InvariantCulture);
        return sizes[number - 1] == 0 ? null : new ByteRange(sizes.Take(number - 1).Sum(), sizes[number - 1]);
    }
}
