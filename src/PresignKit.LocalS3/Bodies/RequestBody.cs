using PresignKit.LocalS3.Http;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Bodies;

/// <summary>The body of a verified request, without its framing.</summary>
internal sealed class RequestBody
{
    private RequestBody(Stream stream, long length, Func<string, string?> findTrailer)
    {
        Stream = stream;
        Length = length;
        FindTrailer = findTrailer;
    }

    public Stream Stream { get; }

    /// <summary>The number of bytes that the client declared.</summary>
    public long Length { get; }

    /// <summary>Finds a trailer by name. Trailers are available after the end of the stream.</summary>
    public Func<string, string?> FindTrailer { get; }

    /// <summary>Opens the body. A body that is too long is rejected before any of it is read.</summary>
    public static RequestBody Open(S3Call call, long maximum)
    {
        var body = call.Verification.PayloadMode is PayloadMode.UnsignedPayload or PayloadMode.Sha256 ? Plain(call) : Chunked(call);
        return body.Length <= maximum ? body : throw new S3Exception(S3Errors.EntityTooLarge(body.Length, maximum));
    }

    private static RequestBody Plain(S3Call call)
    {
        var request = call.Request.Context.Request;
        var length = request.ContentLength ?? throw new S3Exception(S3Errors.MissingContentLength());
        return new RequestBody(new TimedBody(request, call.Services), length, _ => null);
    }

    private static RequestBody Chunked(S3Call call)
    {
        var stream = new AwsChunkedStream(call.Request.Wire, call.Verification, new TimedBody(call.Request.Context.Request, call.Services));
        call.Response.RegisterForDispose(stream);
        return new RequestBody(stream, stream.DecodedLength, name => Trailer(stream, name));
    }

    private static string? Trailer(AwsChunkedStream stream, string name)
    {
        foreach (var trailer in stream.Trailers)
        {
            if (trailer.Name == name)
            {
                return trailer.Value;
            }
        }

        return null;
    }
}
