using Amazon.S3;
using Amazon.S3.Model;
using Minio;
using Minio.DataModel.Args;

namespace PresignKit.Recipes.Tests.Moving;

/// <summary>The same URLs with three libraries.</summary>
internal static class BeforeAndAfter
{
    public static Task<string> DownloadWithAwsAsync(IAmazonS3 s3)
    {
        // <recipe:aws-download>
        return s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = "media",
            Key = "pictures/a.png",
            Verb = HttpVerb.GET,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(15),
            ResponseHeaderOverrides = { ContentDisposition = "attachment; filename=\"a.png\"" },
        });

        // </recipe:aws-download>
    }

    public static Task<string> DownloadWithMinioAsync(IMinioClient minio)
    {
        // <recipe:minio-download>
        return minio.PresignedGetObjectAsync(new PresignedGetObjectArgs()
            .WithBucket("media")
            .WithObject("pictures/a.png")
            .WithExpiry(15 * 60));

        // </recipe:minio-download>
    }

    public static async Task<string> DownloadAsync(IPresignedUrlIssuer issuer, CancellationToken cancellationToken)
    {
        // <recipe:download>
        var url = await issuer.IssueDownloadUrlAsync(new ObjectKey("pictures/a.png"), new() { FileName = "a.png" }, cancellationToken);
        return url.RevealUrl();

        // </recipe:download>
    }

    public static Task<string> UploadWithAwsAsync(IAmazonS3 s3)
    {
        // <recipe:aws-upload>
        return s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = "media",
            Key = $"pictures/{Guid.NewGuid():N}.png",
            Verb = HttpVerb.PUT,
            ContentType = "image/png",
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(15),
        });

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

    public static async Task<UploadSlot> UploadAsync(IPresignedUrlIssuer issuer, CancellationToken cancellationToken)
    {
        // <recipe:upload>
        var slot = await issuer.OpenUploadSlotAsync(
            new() { Policy = "picture", FileName = "a.png", ContentType = "image/png", Size = 70 }, cancellationToken);

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
}
