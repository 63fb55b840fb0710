using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using PresignKit.LocalS3.Bodies;
using PresignKit.LocalS3.Http;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Forms;

/// <summary>A form up to its file: all relevant fields, and the file as a stream that is still to be read from the connection.</summary>
internal sealed record FormUpload(IReadOnlyList<NameValue> Fields, string? FileName, Stream File);

/// <summary>Reads multipart/form-data as it arrives. As on S3, fields after <c>file</c> are ignored, so the file never has to be buffered. Until the
/// fields are complete nobody knows who sends them, so their size, number, and time are limited.</summary>
internal static class FormReader
{
    /// <summary>S3's limit for the names and values of all fields before the file.</summary>
    private const int MaxFieldBytes = 20 * 1024;

    /// <summary>The limit for everything before the file, with boundaries and headers of parts.</summary>
    private const int MaxHeadBytes = 64 * 1024;

    private const int MaxFields = 200;
    private const int MaxPartHeaders = 10;
    private const int MaxPartHeaderBytes = 8 * 1024;
    private const int MaxBoundary = 70; // RFC 2046, section 5.1.1.

    public static async Task<FormUpload> ReadAsync(S3Request request, StoreServices services)
    {
        var boundary = Boundary(request);
        var body = new TimedBody(request.Context.Request, services);
        body.SetDeadline(services.Limits.FormTime);
        var head = new HeadStream(body, MaxHeadBytes);
        var reader = new MultipartReader(boundary, head) { HeadersLengthLimit = MaxPartHeaderBytes, HeadersCountLimit = MaxPartHeaders };
        try
        {
            var form = await ReadAsync(reader, request.Aborted).ConfigureAwait(false);
            head.Pass();
            body.RemoveDeadline();
            return form;
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            throw Malformed();
        }
    }

    /// <summary>Whether the multipart reader threw the exception because of the form's own text.</summary>
    internal static bool IsMalformed(Exception exception) => exception is InvalidDataException || exception.GetType() == typeof(IOException);

    internal static S3Exception Malformed() =>
        new(S3Errors.MalformedPost("The body of your POST request is not well-formed multipart/form-data."));

    private static async Task<FormUpload> ReadAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        var fields = new List<NameValue>();
        var left = MaxFieldBytes;
        while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || Text(disposition.Name) is not { Length: > 0 } name)
            {
                throw Malformed();
            }

            if (name.Equals("file", StringComparison.OrdinalIgnoreCase))
            {
                return new FormUpload(fields, Text(disposition.FileName), section.Body);
            }

            left -= Encoding.UTF8.GetByteCount(name);
            if (left < 0 || fields.Count == MaxFields)
            {
                throw new S3Exception(S3Errors.MaxPostPreDataLengthExceeded());
            }

            var value = await ReadFieldAsync(section.Body, left, cancellationToken).ConfigureAwait(false);
            left -= value.Length;
            fields.Add(new NameValue(name, Encoding.UTF8.GetString(value.Span)));
        }

        throw new S3Exception(S3Errors.InvalidArgument("POST requires exactly one file upload per request.", "file", "0"));
    }

    private static string Boundary(S3Request request)
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.Header("Content-Type"), out var type) ? Text(type.Boundary) : null;
        return boundary is { Length: > 0 and <= MaxBoundary } ? boundary : throw Malformed();
    }

    /// <summary>Reads a value through a buffer that grows with what has arrived, not with what is allowed.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadFieldAsync(Stream body, int maximum, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(maximum + 1, 1024)];
        var length = 0;
        while (await body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            length += read;
            if (length > maximum)
            {
                throw new S3Exception(S3Errors.MaxPostPreDataLengthExceeded());
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(maximum + 1, buffer.Length * 2));
            }
        }

        return buffer.AsMemory(0, length);
    }

    private static string? Text(StringSegment segment) => HeaderUtilities.RemoveQuotes(segment).Value;
}
