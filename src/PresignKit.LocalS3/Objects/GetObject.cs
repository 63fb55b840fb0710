using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Objects;

/// <summary>GET and HEAD of an object: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html.</summary>
internal static class GetObject
{
    public static async Task InvokeAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly("x-amz-checksum-mode");
        ObjectSelection.CheckVersion(call);
        var overrides = ResponseOverrides.Read(call.Request.Query);
        using var lease = call.Bucket.Open(call.Key) ?? throw new S3Exception(S3Errors.NoSuchKey(call.Key));
        var value = lease.Object;
        if (ReadConditions.Evaluate(call.Request, value) == ReadCondition.NotModified)
        {
            ObjectHeaders.WriteAll(call, value, overrides);
            call.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var range = ObjectSelection.Part(call, value) ?? ByteRange.Parse(RangeHeader(call.Request, value), value.Size);
        ObjectHeaders.WriteAll(call, value, overrides);
        var bytes = WriteRange(call, value, range);
        if (!HttpMethods.IsHead(call.Request.Method))
        {
            AllowPauses(call.Response.HttpContext.Features);
            await SendAsync(call, value, bytes).ConfigureAwait(false);
        }
    }

    // A paused video player may read nothing for minutes.
    private static void AllowPauses(IFeatureCollection features)
    {
        if (features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }

    // If-Range: if the object has changed, the whole object is sent instead of the range.
    private static string? RangeHeader(S3Request request, StoredObject value)
    {
        var range = request.Header("Range");
        if (range is null || request.Header("If-Range") is not { } ifRange)
        {
            return range;
        }

        var current = Dates.ParseHttp(ifRange) is { } date ? Dates.WholeSeconds(value.LastModified) == date : EntityTag.Unquote(ifRange) == value.ETag;
        return current ? range : null;
    }

    private static ByteRange WriteRange(S3Call call, StoredObject value, ByteRange? range)
    {
        var response = call.Response;
        // The checksum is that of the whole object, so it is sent only with all bytes.
        var isWhole = range is null || range.Value.Length == value.Size;
        if (isWhole && "ENABLED".Equals(call.Request.Amz.Find("x-amz-checksum-mode"), StringComparison.OrdinalIgnoreCase))
        {
            ObjectHeaders.WriteChecksum(response, value.Checksum);
        }

        if (range is { } part)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.ContentLength = part.Length;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {part.Offset}-{part.Offset + part.Length - 1}/{value.Size}");
            return part;
        }

        response.StatusCode = StatusCodes.Status200OK;
        response.ContentLength = value.Size;
        return new ByteRange(0, value.Size);
    }

    private static async Task SendAsync(S3Call call, StoredObject value, ByteRange range)
    {
        var body = call.Response.Body;
        await BodyReader.ReadAsync(
            call.Services.Store.Bodies,
            BodySegment.Slice(value.Segments, range.Offset, range.Length),
            body.WriteAsync,
            call.Aborted).ConfigureAwait(false);
    }
}
