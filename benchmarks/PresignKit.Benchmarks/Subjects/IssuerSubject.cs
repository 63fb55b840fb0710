using Microsoft.Extensions.DependencyInjection;
using PresignKit.Keys;
using PresignKit.SigV4;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// The whole way an application goes: <see cref="IPresignedUrlIssuer"/> from the container, from a key's text to a grant, with
/// policy, expiry and response headers. Its download URL forces an attachment, so its query is longer than the core's.
/// </summary>
internal sealed class IssuerSubject : IDisposable
{
    private static readonly DownloadRequest Download = new();

    private static readonly UploadRequest Upload = new()
    {
        Policy = "video",
        FileName = "holiday.mp4",
        ContentType = Workload.ContentType,
        Size = Workload.Size,
    };

    private readonly ServiceProvider _services;
    private readonly IPresignedUrlIssuer _issuer;

    public IssuerSubject()
    {
        var services = new ServiceCollection();
        services.AddPresignKit(kit => kit
            .AddS3("media", store =>
            {
                store.Bucket = Workload.Bucket;
                store.Region = Workload.Region;
                store.Endpoint = Workload.Endpoint;
                store.Addressing = BucketAddressing.Path;
                store.AccessKeyId = Workload.AccessKeyId;
                store.SecretAccessKey = Workload.SecretAccessKey;
            })
            .AddUploadPolicy("video", policy =>
            {
                policy.AllowedContentTypes.Add(Workload.ContentType);
                policy.MaximumSize = Workload.MaximumSize;
                policy.Expiry = Workload.Expiry;
            })
            .AddDownloadPolicy("default", policy => policy.Expiry = Workload.Expiry));
        _services = services.BuildServiceProvider();
        _issuer = _services.GetRequiredService<IPresignedUrlIssuer>();
    }

    public string GetUrl(string key) => Completed(_issuer.IssueDownloadAsync(new ObjectKey(key), Download)).RevealUrl();

    /// <summary>A slot for one new object: accepted by the policy, under a random key, with type, length and If-None-Match signed.</summary>
    public UploadSlot PutSlot() => Completed(_issuer.IssueUploadAsync(Upload));

    public void Dispose() => _services.Dispose();

    // With static credentials there is nothing to wait for, and an application that awaits pays nothing for it.
    private static T Completed<T>(ValueTask<T> task) => task.IsCompletedSuccessfully
        ? task.Result
        : throw new InvalidOperationException("The issuer did not answer at once.");
}
