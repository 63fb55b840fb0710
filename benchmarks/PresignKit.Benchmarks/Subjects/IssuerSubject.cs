using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.SigV4;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// What an application does: <see cref="IPresignedUrlIssuer"/> from the container, from the text of a key to a grant, with policy, lifetime, and
/// response headers. Its download URL forces an attachment, so its query is longer than that of the core.
/// </summary>
internal sealed class IssuerSubject : IDisposable
{
    private static readonly DownloadRequest Download = new();
    private static readonly ObjectKey[] BatchKeys = [.. Workload.Batch.ToArray().Select(key => new ObjectKey(key))];

    // As the list of attachments of a page: each with the name and the type that the application recorded.
    private static readonly DownloadItem[] BatchItems =
        [.. BatchKeys.Select((key, i) => new DownloadItem(key) { FileName = $"Holiday {i + 1:D4}.mp4", ContentType = Workload.ContentType })];

    private static readonly DownloadRequest NamedDownload = new() { FileName = "Holiday 0001.mp4", ContentType = Workload.ContentType };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_writer;

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
        services.AddPresignKit()
            .AddS3("media", store =>
            {
                store.Bucket = Workload.Bucket;
                store.Region = Workload.Region;
                store.Endpoint = Workload.Endpoint;
                store.Addressing = BucketAddressing.Path;
                store.AccessKeyId = Workload.AccessKeyId;
                store.SecretAccessKey = Workload.SecretAccessKey;

                // Only signing is measured, as with the other subjects: a slot in parts would ask the store to create an upload.
                store.Profile = S3Profiles.Aws with { IsolatedPart = Capability.Unknown };
            })
            .AddUploadPolicy("video", policy =>
            {
                policy.AllowedContentTypes.Add(Workload.ContentType);
                policy.MaximumSize = Workload.MaximumSize;
                policy.Lifetime = Workload.Expiry;
            })
            // Without a window, so that the URLs are those of the other subjects: no Cache-Control, and valid from now on.
            .AddDownloadPolicy(DownloadRequest.DefaultPolicy, policy => (policy.Lifetime, policy.StableWindow) = (Workload.Expiry, TimeSpan.Zero));
        _services = services.BuildServiceProvider();
        _issuer = _services.GetRequiredService<IPresignedUrlIssuer>();
    }

    public string GetUrl(string key) => Completed(_issuer.IssueDownloadUrlAsync(new ObjectKey(key), Download)).RevealUrl();

    /// <summary>Writes the URLs of the batch as bytes into a reused buffer, and returns their length.</summary>
    public int GetBatchUtf8()
    {
        var writer = t_writer ??= new(1024 * 1024);
        writer.ResetWrittenCount();
        WriteBatch(writer);
        return writer.WrittenCount;
    }

    /// <summary>Writes the URLs of the batch into a buffer writer.</summary>
    public void WriteBatch(IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>>? before = null) =>
        Completed(_issuer.WriteDownloadUrlsAsync(BatchKeys, destination, Download, before));

    /// <summary>The same with a name and a type for all of them.</summary>
    public int GetNamedBatchUtf8()
    {
        var writer = t_writer ??= new(1024 * 1024);
        writer.ResetWrittenCount();
        Completed(_issuer.WriteDownloadUrlsAsync(BatchKeys, writer, NamedDownload));
        return writer.WrittenCount;
    }

    /// <summary>The same with a name and a type for each of them.</summary>
    public int GetItemBatchUtf8()
    {
        var writer = t_writer ??= new(1024 * 1024);
        writer.ResetWrittenCount();
        WriteItems(writer);
        return writer.WrittenCount;
    }

    /// <summary>Writes the URLs of the batch with a name and a type for each of them into a buffer writer.</summary>
    public void WriteItems(IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>>? before = null) =>
        Completed(_issuer.WriteDownloadUrlsAsync(BatchItems, destination, Download, before));

    /// <summary>Returns the URLs with a name and a type for each of them as grants.</summary>
    public IReadOnlyList<PresignedUrl> GetItems() => Completed(_issuer.IssueDownloadUrlsAsync(BatchItems, Download));

    /// <summary>Returns the URL of one of them, signed alone.</summary>
    public string GetItemUrl(int index)
    {
        var item = BatchItems[index];
        return Completed(_issuer.IssueDownloadUrlAsync(item.Key, new() { FileName = item.FileName, ContentType = item.ContentType })).RevealUrl();
    }

    /// <summary>Returns the URLs of the batch as grants.</summary>
    public IReadOnlyList<PresignedUrl> GetBatch() => Completed(_issuer.IssueDownloadUrlsAsync(BatchKeys, Download));

    /// <summary>
    /// Opens a slot for one new object: accepted by the policy, with a random key, and with type, length, and If-None-Match signed.
    /// </summary>
    public UploadSlot PutSlot() => Completed(_issuer.OpenUploadSlotAsync(Upload));

    public void Dispose() => _services.Dispose();

    // With static credentials, the call completes synchronously, so awaiting it costs nothing.
    private static T Completed<T>(ValueTask<T> task) => task.IsCompletedSuccessfully
        ? task.Result
        : throw new InvalidOperationException("The issuer did not answer at once.");
}
