using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using Minio;
using Minio.DataModel.Args;
using PresignKit.S3;
using PresignKit.SigV4;

namespace PresignKit.Recipes.Tests.Moving;

/// <summary>The same clients and downloads with three libraries.</summary>
internal static class BeforeAndAfter
{
    public static IAmazonS3 AwsClient(string endpoint)
    {
        // <recipe:aws-client>
        return new AmazonS3Client(
            new BasicAWSCredentials("test", "test-secret"),
            new AmazonS3Config { ServiceURL = endpoint, AuthenticationRegion = "us-east-1", ForcePathStyle = true });

        // </recipe:aws-client>
    }

    public static IMinioClient MinioClient(string endpoint)
    {
        // <recipe:minio-client>
        return new MinioClient()
            .WithEndpoint(new Uri(endpoint).Authority)
            .WithCredentials("test", "test-secret")
            .WithRegion("us-east-1")
            .WithSSL(false)
            .Build();

        // </recipe:minio-client>
    }

    public static void Client(PresignKitBuilder presignKit, string endpoint)
    {
        // <recipe:client>
        presignKit.AddS3("media", s3 =>
        {
            (s3.Bucket, s3.Endpoint, s3.Region) = ("media", endpoint, "us-east-1");
            (s3.AccessKeyId, s3.SecretAccessKey) = ("test", "test-secret");
            s3.Addressing = BucketAddressing.Path;
            s3.Profile = S3Profiles.Local;    // What the store can enforce: S3Profiles.Aws, Ceph, Minio, ...
        });

        // </recipe:client>
    }

    public static Task<string> DownloadWithAwsAsync(IAmazonS3 s3)
    {
        // <recipe:aws-download>
        return s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = "media",
            Key = "pictures/a.png",
            Verb = HttpVerb.GET,
            Protocol = Protocol.HTTP,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(15),
            ResponseHeaderOverrides =
            {
                ContentType = "image/png", ContentDisposition = "attachment; filename=\"a.png\"", CacheControl = "private, max-age=60",
            },
        });

        // </recipe:aws-download>
    }

    public static Task<string> DownloadWithMinioAsync(IMinioClient minio)
    {
        // <recipe:minio-download>
        return minio.PresignedGetObjectAsync(new PresignedGetObjectArgs()
            .WithBucket("media")
            .WithObject("pictures/a.png")
            .WithExpiry(15 * 60)
            .WithHeaders(new Dictionary<string, string>
            {
                ["response-content-type"] = "image/png",
                ["response-content-disposition"] = "attachment; filename=\"a.png\"",
                ["response-cache-control"] = "private, max-age=60",
            }));

        // </recipe:minio-download>
    }

    public static void DownloadPolicy(PresignKitBuilder presignKit)
    {
        // <recipe:download-policy>
        presignKit.AddDownloadPolicy("picture", policy =>
        {
            policy.Lifetime = TimeSpan.FromMinutes(15);
            policy.CacheControl = "private, max-age=60";
        });

        // </recipe:download-policy>
    }

    public static async Task<string> DownloadAsync(IPresignedUrlIssuer issuer, CancellationToken cancellationToken)
    {
        // <recipe:download>
        var url = await issuer.IssueDownloadUrlAsync(
            new ObjectKey("pictures/a.png"),
            new() { Policy = "picture", FileName = "a.png", ContentType = "image/png", Disposition = DispositionType.Attachment },
            cancellationToken);
        return url.RevealUrl();

        // </recipe:download>
    }

    public static IEnumerable<string> ListWithAws(IAmazonS3 s3, IEnumerable<string> keys)
    {
        // <recipe:aws-list>
        return keys.Select(key => s3.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = "media", Key = key, Protocol = Protocol.HTTP, Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(15),
        }));

        // </recipe:aws-list>
    }

    public static async Task<IEnumerable<string>> ListAsync(IPresignedUrlIssuer issuer, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        // <recipe:list>
        var urls = await issuer.IssueDownloadUrlsAsync([.. keys.Select(key => new ObjectKey(key))], cancellationToken: cancellationToken);
        return urls.Select(url => url.RevealUrl());

        // </recipe:list>
    }

    public static async Task<IEnumerable<string>> NamedListAsync(
        IPresignedUrlIssuer issuer, IEnumerable<(string Key, string Name)> files, CancellationToken cancellationToken)
    {
        // <recipe:named-list>
        var urls = await issuer.IssueDownloadUrlsAsync(
            [.. files.Select(file => new DownloadItem(new(file.Key)) { FileName = file.Name, ContentType = "image/png" })],
            new() { Policy = "picture", Lifetime = TimeSpan.FromMinutes(5) },
            cancellationToken);
        return urls.Select(url => url.RevealUrl());

        // </recipe:named-list>
    }

    public static Task<string> HeadWithAwsAsync(IAmazonS3 s3)
    {
        // <recipe:aws-head>
        return s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = "media",
            Key = "pictures/a.png",
            Verb = HttpVerb.HEAD,
            Protocol = Protocol.HTTP,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
        });

        // </recipe:aws-head>
    }

    public static async Task<string> HeadAsync(ITrustedToolUrlIssuer tools, CancellationToken cancellationToken)
    {
        // <recipe:head>
        var url = await tools.IssueHeadUrlAsync(new("pictures/a.png"), new() { Lifetime = TimeSpan.FromMinutes(5) }, cancellationToken);
        return url.RevealUrl();

        // </recipe:head>
    }

    public static Task<string> DeleteWithAwsAsync(IAmazonS3 s3)
    {
        // <recipe:aws-delete>
        return s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = "media",
            Key = "pictures/a.png",
            Verb = HttpVerb.DELETE,
            Protocol = Protocol.HTTP,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
        });

        // </recipe:aws-delete>
    }

    public static async Task<string> DeleteAsync(ITrustedToolUrlIssuer tools, CancellationToken cancellationToken)
    {
        // <recipe:delete>
        var url = await tools.IssueDeleteUrlAsync(new("pictures/a.png"), TimeSpan.FromMinutes(5), cancellationToken);
        return url.RevealUrl();

        // </recipe:delete>
    }

    public static Task<string> OtherWithAwsAsync(IAmazonS3 s3)
    {
        // <recipe:aws-other>
        var request = new GetPreSignedUrlRequest
        {
            BucketName = "media",
            Key = "pictures/a.png",
            VersionId = "null",
            RequestPayer = RequestPayer.Requester,
            Protocol = Protocol.HTTP,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(15),
        };
        request.Parameters.Add("x-album", "7");
        return s3.GetPreSignedURLAsync(request);

        // </recipe:aws-other>
    }

    public static async Task<string> OtherAsync(IUnrestrictedUrlSigner signer, CancellationToken cancellationToken)
    {
        // <recipe:other>
        var url = await signer.SignUrlAsync(
            new()
            {
                Method = "GET",
                Key = new("pictures/a.png"),
                Query = new Dictionary<string, string> { ["versionId"] = "null", ["x-amz-request-payer"] = "requester", ["x-album"] = "7" },
                Lifetime = TimeSpan.FromMinutes(15),
            },
            cancellationToken);
        return url.RevealUrl();

        // </recipe:other>
    }
}
