using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Storage;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Http;

/// <summary>One S3 operation.</summary>
internal delegate Task Operation(S3Call call);

/// <summary>A verified request that is passed to an operation.</summary>
internal sealed class S3Call(S3Request request, SigV4Verification verification, StoreServices services)
{
    public S3Request Request { get; } = request;

    public SigV4Verification Verification { get; } = verification;

    public StoreServices Services { get; } = services;

    public HttpResponse Response => Request.Response;

    public CancellationToken Aborted => Request.Aborted;

    public string Key => Request.Key;

    /// <summary>The addressed bucket. Throws if it does not exist.</summary>
    public Bucket Bucket => Services.Store.Find(Request.Bucket!) ?? throw new S3Exception(S3Errors.NoSuchBucket(Request.Bucket!));

    public DateTimeOffset Now => Services.Time.GetUtcNow();

    public Task ReplyAsync(string root, Action<System.Xml.XmlWriter> content) => XmlReply.WriteAsync(Request.Context, StatusCodes.Status200OK, root, content);

    public Task ReplyEmptyAsync(int status)
    {
        Response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent)
        {
            Response.ContentLength = 0;
        }

        return Task.CompletedTask;
    }
}
