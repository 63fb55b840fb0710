using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Stores;

/// <summary>A multipart upload that the backend begins and whose parts a browser sends. It is aborted at the end if it is not complete.</summary>
public sealed class PartUpload : IAsyncDisposable
{
    private readonly S3ConformanceStore _store;
    private readonly AmazonS3Client _client;

    private PartUpload(S3ConformanceStore store, AmazonS3Client client, ObjectKey key, string id)
    {
        (_store, _client, Key, Id) = (store, client, key, id);
    }

    public ObjectKey Key { get; }

    public string Id { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="store">The store.</param>
    /// <param name="key">The object's key; null for a new key.</param>
    /// <param name="checksum">The checksum that every part declares; null: none.</param>
    public static async Task<PartUpload> BeginAsync(S3ConformanceStore store, ObjectKey? key = null, ChecksumAlgorithm? checksum = null)
    {
        key ??= new($"conformance/{Guid.NewGuid():N}.mp4");
        var client = store.CreateClient();
        var begun = await client.InitiateMultipartUploadAsync(
            new() { BucketName = store.Container, Key = key.Value, ContentType = "video/mp4", ChecksumAlgorithm = checksum }, Cancellation);
        return new(store, client, key, begun.UploadId);
    }

    /// <summary>A URL for one part, with these signed headers in addition to the host.</summary>
    public string Sign(int number, params NameValue[] headers) => _store.CreateUploadPresigner().Presign(new()
    {
        Method = "PUT",
        Target = PresignTarget.ForObject(Key.Value),
        SignedAt = TimeProvider.System.GetUtcNow(),
        Lifetime = TimeSpan.FromMinutes(5),
        Headers = headers,
        Query = [new("partNumber", $"{number}"), new("uploadId", Id)],
    });

    /// <summary>A URL for one part of exactly this length.</summary>
    public string Sign(int number, int length) => Sign(number, new NameValue("Content-Length", $"{length}"));

    /// <summary>Sends a part as a browser would, with the changes of the test.</summary>
    public async Task<HttpResponseMessage> SendAsync(string url, byte[] body, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Put, new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
            {
                Content = new ByteArrayContent(body),
            };
        change?.Invoke(request);
        return await _store.Client.SendAsync(request, Cancellation);
    }

    public async Task<IReadOnlyList<PartDetail>> ListAsync()
    {
        var parts = await _client.ListPartsAsync(new() { BucketName = _store.Container, Key = Key.Value, UploadId = Id }, Cancellation);
        return parts.Parts ?? [];
    }

    /// <summary>Completes the upload with every part that the store has, as a backend that trusts them would.</summary>
    public async Task CompleteAsync()
    {
        var parts = await ListAsync();
        await _client.CompleteMultipartUploadAsync(
            new()
            {
                BucketName = _store.Container,
                Key = Key.Value,
                UploadId = Id,
                PartETags = [.. parts.Select(part => new PartETag(part.PartNumber ?? 0, part.ETag))],
            },
            Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _client.AbortMultipartUploadAsync(new() { BucketName = _store.Container, Key = Key.Value, UploadId = Id }, CancellationToken.None);
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "NoSuchUpload")
        {
            // Already completed.
        }

        _client.Dispose();
    }
}
