using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using Minio;
using Minio.DataModel;
using Minio.DataModel.Args;
using PresignKit.Providers;

namespace PresignKit.Recipes.Tests.Moving;

/// <summary>The same uploads with three libraries.</summary>
internal static class UploadsBeforeAndAfter
{
    public static Task<string> UploadWithAwsAsync(IAmazonS3 s3, long size)
    {
        // <recipe:aws-upload>
        var request = new GetPreSignedUrlRequest
        {
            BucketName = "media",
            Key = $"pictures/{Guid.NewGuid():N}.png",
            Verb = HttpVerb.PUT,
            ContentType = "image/png",
            Protocol = Protocol.HTTP,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(15),
        };
        request.Headers.ContentLength = size;
        request.Headers.CacheControl = "max-age=86400";
        request.Headers["If-None-Match"] = "*";
        request.Metadata["source"] = "web";
        return s3.GetPreSignedURLAsync(request);    // And tell the client each of these headers.

        // </recipe:aws-upload>
    }

    public static Task<string> UploadWithMinioAsync(IMinioClient minio)
    {
        // <recipe:minio-upload>
        return minio.PresignedPutObjectAsync(new PresignedPutObjectArgs()
            .WithBucket("media")
            .WithObject($"pictures/{Guid.NewGuid():N}.png")
            .WithExpiry(15 * 60));

        // </recipe:minio-upload>
    }

    public static void UploadPolicy(PresignKitBuilder presignKit)
    {
        // <recipe:upload-policy>
        presignKit.AddUploadPolicy("picture", policy =>
        {
            policy.AllowedContentTypes = ["image/png"];
            policy.MaximumSize = 1024 * 1024;
            policy.Lifetime = TimeSpan.FromMinutes(15);
            policy.Key = "pictures/{id}{ext}";
            policy.CacheControl = "max-age=86400";
            policy.Metadata["source"] = "web";
        });

        // </recipe:upload-policy>
    }

    public static async Task<UploadSlot> UploadAsync(IPresignedUrlIssuer issuer, long size, CancellationToken cancellationToken)
    {
        // <recipe:upload>
        var slot = await issuer.OpenUploadSlotAsync(
            new() { Policy = "picture", FileName = "a.png", ContentType = "image/png", Size = size }, cancellationToken);

        // Give slot.Request to the client (method, URL, headers, fields), and keep slot.Declaration.
        return slot;

        // </recipe:upload>
    }

    // <recipe:complete>
    /// <summary>After the client has sent the file; with the endpoints of PresignKit.AspNetCore this is done for you.</summary>
    public static async Task<ObjectKey?> CompleteAsync(IUploadVerifier verifier, DeclaredUpload declaration, CancellationToken cancellationToken)
    {
        var verification = await verifier.VerifyAsync(declaration, cancellationToken);
        if (verification.IsRefused)
        {
            await verifier.DiscardAsync(declaration, verification, cancellationToken);
        }

        return verification.IsVerified && await verifier.SettleAsync(declaration, verification.Key, verification, cancellationToken)
            ? verification.Key
            : null;
    }

    // </recipe:complete>

    public static async Task<CreatePresignedPostResponse> FormWithAwsAsync(IAmazonS3 s3)
    {
        // <recipe:aws-form>
        return await s3.CreatePresignedPostAsync(new CreatePresignedPostRequest
        {
            BucketName = "media",
            Key = $"recordings/{Guid.NewGuid():N}.png",
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(15),
            Fields = { ["Content-Type"] = "image/png" },
            Conditions = [S3PostCondition.ExactMatch("Content-Type", "image/png"), S3PostCondition.ContentLengthRange(1, 1024 * 1024)],
        });

        // </recipe:aws-form>
    }

    public static async Task<(Uri Url, IDictionary<string, string> Fields)> FormWithMinioAsync(IMinioClient minio)
    {
        // <recipe:minio-form>
        var policy = new PostPolicy();
        policy.SetBucket("media");
        policy.SetKey($"recordings/{Guid.NewGuid():N}.png");
        policy.SetContentType("image/png");
        policy.SetContentRange(1, 1024 * 1024);
        policy.SetExpires(TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(15));
        return await minio.PresignedPostPolicyAsync(policy);    // The client adds the field Content-Type.

        // </recipe:minio-form>
    }

    public static void FormPolicy(PresignKitBuilder presignKit)
    {
        // <recipe:form-policy>
        presignKit.AddUploadPolicy("recording", policy =>
        {
            policy.AllowedContentTypes = ["image/png"];
            policy.MaximumSize = 1024 * 1024;
            policy.Key = "recordings/{id}{ext}";
            policy.Transport = UploadTransport.Post;
            policy.AllowUnknownSize = true;    // Otherwise, each form is for one exact size.
        });

        // </recipe:form-policy>
    }

    public static async Task<UploadSlot> FormAsync(IPresignedUrlIssuer issuer, CancellationToken cancellationToken)
    {
        // <recipe:form>
        var slot = await issuer.OpenUploadSlotAsync(
            new() { Policy = "recording", FileName = "a.png", ContentType = "image/png", Size = null }, cancellationToken);

        // slot.Request has the URL and the fields, Content-Type included. The file comes last. Complete the slot as above.
        return slot;

        // </recipe:form>
    }

    public static string EncryptionWithAws(IAmazonS3 s3)
    {
        // <recipe:aws-encryption>
        return s3.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = "media",
            Key = $"letters/{Guid.NewGuid():N}.pdf",
            Verb = HttpVerb.PUT,
            ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS,
            ServerSideEncryptionKeyManagementServiceKeyId = "alias/letters",
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(15),
        });

        // </recipe:aws-encryption>
    }

    public static void EncryptionPolicy(PresignKitBuilder presignKit)
    {
        // <recipe:encryption>
        presignKit.AddUploadPolicy("letter", policy =>
        {
            policy.AllowedContentTypes = ["application/pdf"];
            policy.MaximumSize = 1024 * 1024;
            policy.Encryption = EncryptionRule.KeyService;
            policy.EncryptionKeyId = "alias/letters";
        });

        // </recipe:encryption>
    }

    public static Task<string> PartWithAwsAsync(IAmazonS3 s3, string key, string uploadId, int number)
    {
        // <recipe:aws-part>
        return s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = "media",
            Key = key,
            Verb = HttpVerb.PUT,
            UploadId = uploadId,    // From InitiateMultipartUploadAsync; CompleteMultipartUploadAsync needs the ETags that the client reports.
            PartNumber = number,
            Protocol = Protocol.HTTP,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(15),
        });

        // </recipe:aws-part>
    }

    public static async Task<(DeclaredUpload Upload, SignedParts Parts)> PartsAsync(
        IPresignedUrlIssuer issuer, IMultipartSlots slots, long size, CancellationToken cancellationToken)
    {
        // <recipe:part>
        var slot = await issuer.OpenUploadSlotAsync(
            new() { Policy = "scan", FileName = "a.png", ContentType = "image/png", Size = size, Transports = [UploadTransport.Multipart] },
            cancellationToken);
        var parts = await slots.SignPartsAsync(slot.Declaration, [1, 2], cancellationToken);

        // Each of parts.Parts is for exactly one part of slot.Parts. Complete the slot as above; clients report no ETags.
        return (slot.Declaration, parts);

        // </recipe:part>
    }
}
