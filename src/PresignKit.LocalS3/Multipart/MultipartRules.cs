using System.Globalization;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Multipart;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html.</summary>
internal static class MultipartRules
{
    /// <summary>With parts of at most 5 GiB, this is also the limit of an object: 48.8 TiB.</summary>
    public const int MaxParts = 10_000;

    /// <summary>The minimum size of every part except the last.</summary>
    public const long MinPart = 5 * 1024 * 1024;

    public static int PartNumber(S3Request request)
    {
        var text = request.Query.Find("partNumber")!;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MaxParts
            ? number
            : throw new S3Exception(S3Errors.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", text));
    }

    public static string UploadId(S3Request request) => request.Query.Find("uploadId")!;
}
