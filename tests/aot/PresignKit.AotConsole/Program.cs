// Signs with the core alone and with the whole library, and verifies both: anything that ahead-of-time compilation breaks
// shows as an exception, or as a signature that does not match. The client uploads and resumes.
using Microsoft.Extensions.DependencyInjection;
using PresignKit;
using PresignKit.AotConsole;
using PresignKit.CloudFront;
using PresignKit.SigV4;

var presigner = new UrlPresigner(
    BucketEndpoint.Create("https://s3.eu-central-1.amazonaws.com", "my-media", BucketAddressing.VirtualHost),
    new SigV4Credentials(Keys.Id, Keys.Secret),
    "eu-central-1");
var signed = presigner.Presign(new PresignRequest
{
    Method = "GET",
    Target = PresignTarget.ForObject("uploads/intro.mp4"),
    SignedAt = TimeProvider.System.GetUtcNow(),
    Lifetime = TimeSpan.FromMinutes(15),
});
Console.WriteLine($"SigV4 GET {signed}");
Console.WriteLine($"SigV4 GET {Check.Url(signed, "GET", [])}");
Console.WriteLine($"SigV4 PUT {Check.Url(signed, "PUT", [])}");

var services = new ServiceCollection();
services.AddPresignKit()
    .AddS3("media", s3 =>
    {
        (s3.Bucket, s3.Region) = ("my-media", "eu-central-1");
        (s3.AccessKeyId, s3.SecretAccessKey) = (Keys.Id, Keys.Secret);

        // There is no store: a slot that is no upload in parts is only signed.
        s3.Profile = S3Profiles.Aws with { IsolatedPart = Capability.Unknown };
    })
    .AddCloudFront("cdn", cdn =>
    {
        (cdn.Origin, cdn.Endpoint) = ("media", "https://media.example.com");
        cdn.Key = new() { KeyPairId = "K2JCJMDEHXQW5F", PrivateKey = Keys.CloudFront.ExportPkcs8PrivateKeyPem() };
    })
    .AddDownloadPolicy("stream", policy => policy.UseStoredHeaders = true)
    .AddUploadPolicy("video", policy =>
    {
        policy.AllowedContentTypes = ["video/mp4"];
        policy.MaximumSize = 1024 * 1024;
    });
await using var provider = services.BuildServiceProvider();
var issuer = provider.GetRequiredService<IPresignedUrlIssuer>();

var download = (await issuer.IssueDownloadUrlAsync(new ObjectKey("uploads/intro.mp4"), new() { FileName = "Introduction.mp4" })).RevealUrl();
Console.WriteLine($"Download GET {download}");
Console.WriteLine($"Download GET {Check.Url(download, "GET", [])}");

var slot = await issuer.OpenUploadSlotAsync(new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 12 });
var upload = slot.Request ?? throw new InvalidOperationException($"The slot's transport is {slot.Transport}.");
// HTTP clients add the length automatically.
Console.WriteLine($"Upload PUT {Check.Url(upload.RevealUrl(), "PUT", upload.Headers.Append(new("Content-Length", "12")))}");
Console.WriteLine($"Upload PUT of another length {Check.Url(upload.RevealUrl(), "PUT", upload.Headers.Append(new("Content-Length", "13")))}");
Console.WriteLine($"Upload PUT without headers {Check.Url(upload.RevealUrl(), "PUT", [])}");
var query = await provider.GetRequiredService<ICloudFrontSigner>().IssueFolderQueryAsync("uploads/", new() { Policy = "stream" });
Console.WriteLine($"CloudFront {Check.CloudFront(query.RevealQuery(), Keys.CloudFront)}");
Console.WriteLine($"Client {await ClientUpload.RunAsync()}");
