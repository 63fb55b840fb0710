using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using PresignKit.LocalS3.Http;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Forms;

/// <summary>A form up to its file: all relevant fields, and the file as a stream that is still to be read from the connection.</summary>
internal sealed record FormUpload(IReadOnlyList<NameValue> Fields, string? FileName, Stream File);

/// <summary>Reads multipart/form-data as it arrives. As on S3, fields after <c>file</c> are ignored, so the file never has to be buffered.</summary>
internal static class FormReader
{
    /// <summary>S3's limit for everything before the file.</summary>
    private const int MaxFieldBytes = 20 * 1024;

    private const int MaxBoundary = 70; // RFC 2046, section 5.1.1.

    public static async Task<FormUpload> ReadAsync(S3Request request)
    {
        var reader = new MultipartReader(Boundary(request), request.Context.Request.Body) { HeadersLengthLimit = MaxFieldBytes };
        var fields = new List<NameValue>();
        var left = MaxFieldBytes;
        while (await NextAsync(reader, request.Aborted).ConfigureAwait(false) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || Text(disposition.Name) is not { Length: > 0 } name)
            {
                throw new S3Exception(S3Errors.MalformedPost("The body of your POST request is not well-formed multipart/form-data."));
            }

            if (name.Equals("file", StringComparison.OrdinalIgnoreCase))
            {
                return new FormUpload(fields, Text(disposition.FileName), section.Body);
            }

            var value = await ReadFieldAsync(section.Body, left - name.Length, request.Aborted).ConfigureAwait(false);
            left -= name.Length + value.Length;
            fields.Add(new NameValue(name, Encoding.UTF8.GetString(value.Span)));
        }

        throw new S3Exception(S3Errors.InvalidArgument("POST requires exactly one file upload per request.", "file", "0"));
    }

    private static string Boundary(S3Request request)
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.Header("Content-Type"), out var type) ? Text(type.Boundary) : null;
        return boundary is { Length: > 0 and <= MaxBoundary }
            ? boundary
            : throw new S3Exception(S3Errors.MalformedPost("The body of your POST request is not well-formed multipart/form-data."));
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new S3Exception(S3Errors.MalformedPost("The body of your POST request is not well-formed multipart/form-data."));
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadFieldAsync(Stream body, int maximum, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Max(0, maximum) + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return length < buffer.Length
            ? buffer.AsMemory(0, length)
            : throw new S3Exception(new S3Error(400, "MaxPostPreDataLengthExceeded", "Your POST request fields preceding the upload file were too large."));
    }

    private static string? Text(Microsoft.Extensions.Primitives.StringSegment segment) => HeaderUtilities.RemoveQuotes(segment).Value;
}
