using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Authentication;
using PresignKit.LocalS3.Bodies;
using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Injection;
using PresignKit.LocalS3.Objects;
using PresignKit.LocalS3.Storage;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Forms;

/// <summary>Upload by HTML form: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html. There is no conditional POST on
/// S3: an If-None-Match header is ignored, and an existing object is replaced.</summary>
internal static class PostObject
{
    public static bool IsForm(S3Request request) =>
        HttpMethods.IsPost(request.Method)
        && request is { Bucket: not null, Key: "" }
        && SubResources.Of(request.Query).Length == 0
        && (request.Header("Content-Type") ?? "").StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    public static async Task InvokeAsync(S3Request request, StoreServices services, RequestAuthenticator authenticator, FaultInjector faults)
    {
        if (request.Context.Request.ContentLength is null)
        {
            throw new S3Exception(S3Errors.MissingContentLength());
        }

        var form = await FormReader.ReadAsync(request, services).ConfigureAwait(false);
        authenticator.VerifyForm(request, form.Fields);
        var bucket = services.Store.Find(request.Bucket!) ?? throw new S3Exception(S3Errors.NoSuchBucket(request.Bucket!));
        var policy = PolicyOf(form);
        var evaluation = policy.Evaluate(bucket.Name, form.Fields, form.FileName, services.Time.GetUtcNow());
        if (!evaluation.IsMet)
        {
            throw new S3Exception(FormError.From(evaluation));
        }

        var fields = new FormFields(evaluation.Fields);
        await faults.RunAsync(request, LocalS3Operation.PostObject, fields.Key, form.File, async () =>
        {
            var value = await ReceiveAsync(request, services, bucket, form.File, policy, fields).ConfigureAwait(false);
            await FormReply.WriteAsync(request, bucket.Name, value, fields).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private static async Task<StoredObject> ReceiveAsync(
        S3Request request, StoreServices services, Bucket bucket, Stream file, PostPolicyDocument policy, FormFields fields)
    {
        var key = fields.Key;
        var attributes = fields.Attributes(services.PretendEncryption);
        var declared = fields.Checksum;
        var maximum = Math.Min(policy.MaxContentLength ?? long.MaxValue, BodyReceiver.MaxBytes);
        var limited = new LimitedStream(file, maximum);
        await using var _ = limited.ConfigureAwait(false);
        using var hasher = new BodyHasher(declared?.Algorithm, PayloadHash.NotNeeded);
        using var body = await BodyWriter.WriteAsync(services.Store.Bodies, limited, hasher, request.Aborted).ConfigureAwait(false);

        if (policy.EvaluateContentLength(body.Size) is { IsMet: false } wrongSize)
        {
            throw new S3Exception(FormError.From(wrongSize, body.Size, policy));
        }

        if (declared is not null && body.Digests.Checksum != declared)
        {
            throw new S3Exception(S3Errors.BadChecksum(declared.Algorithm.Name()));
        }

        var value = new StoredObject
        {
            Key = key,
            ETag = body.Digests.ETag,
            Size = body.Size,
            LastModified = services.Time.GetUtcNow(),
            Attributes = attributes,
            Checksum = body.Digests.OfObject,
            Segments = body.Segments,
        };
        ConditionReader.Require(bucket.Put(value, default), default, request);
        return value;
    }

    // The verifier has already parsed the policy, so parsing cannot fail.
    private static PostPolicyDocument PolicyOf(FormUpload form)
    {
        var text = form.Fields.First(field => field.Name.Equals("policy", StringComparison.OrdinalIgnoreCase)).Value;
        return PostPolicyDocument.TryParse(text, out var policy)
            ? policy
            : throw new S3Exception(S3Errors.InvalidPolicyDocument("Invalid Policy: Invalid JSON."));
    }
}
