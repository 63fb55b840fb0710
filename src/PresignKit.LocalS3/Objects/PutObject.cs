using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Bodies;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Objects;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html.</summary>
internal static class PutObject
{
    public static async Task InvokeAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly([.. AttributeReader.Settings, "x-amz-checksum-"]);
        var bucket = call.Bucket;
        var attributes = AttributeReader.Read(call);
        var integrity = UploadIntegrity.Read(call);
        var condition = ConditionReader.Read(call.Request);
        // Checked now, so that a rejected upload need not be sent, and again when the object is committed.
        ConditionReader.Require(bucket.Check(call.Key, condition), condition, call.Request);

        using var body = await BodyReceiver.ReceiveAsync(call, integrity).ConfigureAwait(false);
        var value = new StoredObject
        {
            Key = call.Key,
            ETag = body.Digests.ETag,
            Size = body.Size,
            LastModified = call.Now,
            Attributes = attributes,
            Checksum = body.Digests.OfObject,
            Segments = body.Segments,
        };
        ConditionReader.Require(bucket.Put(value, condition), condition, call.Request);

        ObjectHeaders.WriteIdentity(call.Response, value);
        await call.ReplyEmptyAsync(StatusCodes.Status200OK).ConfigureAwait(false);
    }
}
