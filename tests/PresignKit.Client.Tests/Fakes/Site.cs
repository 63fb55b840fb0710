using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresignKit.LocalS3;
using PresignKit.S3;

namespace PresignKit.Client.Tests.Fakes;

/// <summary>A real application with an embedded store, each on its own free port, and a client of it whose connections a test can break.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const long PartSize = 5 * 1024 * 1024;

    private const string AccessKeyId = "LOCALACCESSKEY";
    private const string SecretAccessKey = "un5peakab1e/5ecret/0f/the/5t0re";

    private readonly string _directory;
    private readonly WebApplication _app;

    private Site(string directory, WebApplication app, Catalog catalog)
    {
        (_directory, _app, Catalog) = (directory, app, catalog);
        Application = new(AppLine) { BaseAddress = new(app.Urls.Single()) };
        Application.DefaultRequestHeaders.Add("Authorization", "Bearer the-users-own");
        Store = new(StoreLine) { Timeout = Timeout.InfiniteTimeSpan };
        Client = ClientWith(new());
    }

    public Catalog Catalog { get; }

    public Line AppLine { get; } = new();

    public Line StoreLine { get; } = new();

    public HttpClient Application { get; }

    public HttpClient Store { get; }

    public UploadClient Client { get; }

    /// <param name="parts">Changes the policy for files of any size.</param>
    /// <param name="profile">What the store is said to enforce and report; null: what it does.</param>
    public static async Task<Site> StartAsync(Action<UploadPolicyOptions>? parts = null, StoreProfile? profile = null)
    {
        var directory = Directory.CreateTempSubdirectory("presignkit-client-").FullName;
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var catalog = new Catalog();
        builder.Services.AddSingleton<AspNetCore.IPresignKitApplication>(catalog);
        var presignKit = builder.Services.AddPresignKit().AddLocalS3("media", options =>
        {
            options.Directory = directory;
            options.AccessKeyId = AccessKeyId;
            options.SecretAccessKey = SecretAccessKey;
            options.AllowProduction = true;
        });

        if (profile is not null)
        {
            builder.Services.PostConfigure<S3StoreOptions>("media", options => options.Profile = profile);
        }

        AddPolicy("files", parts);
        AddPolicy("parts", policy => policy.Transport = PresignKit.UploadTransport.Multipart);
        AddPolicy("form", policy => policy.Transport = PresignKit.UploadTransport.Post);
        AddPolicy("checked", policy => policy.RequiredChecksum = [FileChecksumAlgorithm.Sha256]);
        presignKit.AddEndpoints<Catalog>();
        var app = builder.Build();
        app.MapPresignKit("/files").AllowAnonymous();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(directory, app, catalog);

        void AddPolicy(string name, Action<UploadPolicyOptions>? more) => presignKit.AddUploadPolicy(name, policy =>
        {
            policy.AllowedContentTypes.Add("application/octet-stream");
            policy.ContentCheck = ContentCheckMode.Off;
            policy.UnknownContent = UnknownContentRule.Accept;
            policy.MinimumSize = 0;
            policy.MaximumSize = 64 * 1024 * 1024;
            policy.PartSize = PartSize;
            more?.Invoke(policy);
        });
    }

    public static byte[] Content(int size)
    {
        var content = new byte[size];
        RandomNumberGenerator.Fill(content);
        return content;
    }

    public UploadClient ClientWith(UploadClientOptions options) => new(Application, new("files", UriKind.Relative), options with { Store = Store });

    /// <summary>The object is the source, and nothing else is in the bucket: no upload is open, and no object was left.</summary>
    /// <param name="result">The result of the upload.</param>
    /// <param name="content">The source.</param>
    /// <param name="leftovers">How many objects nobody has accepted, which a sweep would remove.</param>
    public async Task ShouldHoldAsync(UploadResult result, byte[] content, int leftovers = 0)
    {
        using var s3 = Admin();
        using var found = await s3.GetObjectAsync("media", result.Key, TestContext.Current.CancellationToken);
        Assert.Equal(SHA256.HashData(content), await SHA256.HashDataAsync(found.ResponseStream, TestContext.Current.CancellationToken));
        Assert.Equal(content.Length, result.Size);
        var keys = await KeysAsync();
        Assert.Contains(result.Key, keys);
        Assert.Equal(1 + leftovers, keys.Count);
        Assert.Equal(0, await OpenUploadsAsync());
        Assert.Equal(1, Catalog.Count);
    }

    public async Task<IReadOnlyList<string>> KeysAsync()
    {
        using var s3 = Admin();
        var listed = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "media" }, TestContext.Current.CancellationToken);
        return [.. (listed.S3Objects ?? []).Select(found => found.Key).Where(key => !key.StartsWith("accepted-slots/", StringComparison.Ordinal))];
    }

    public async Task<int> OpenUploadsAsync()
    {
        using var s3 = Admin();
        var listed = await s3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = "media" }, TestContext.Current.CancellationToken);
        return listed.MultipartUploads?.Count ?? 0;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Application.Dispose();
        Store.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private AmazonS3Client Admin()
    {
        var address = StoreLine.Requests.Last().RequestUri!.GetLeftPart(UriPartial.Authority);
        return new(new BasicAWSCredentials(AccessKeyId, SecretAccessKey), new AmazonS3Config { ServiceURL = address, ForcePathStyle = true });
    }
}
