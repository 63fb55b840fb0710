using System.Buffers;
using PresignKit.SigV4;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// Only the signing core, as an application uses it: one presigner for one bucket, shared by all threads, and the real clock. Each thread has its
/// own buffer for results: writes of two threads to adjacent memory would slow both down.
/// </summary>
internal sealed class PresignKitSubject
{
    private static readonly NameValue[] PutHeaders = [new("Content-Type", Workload.ContentType)];
    private static readonly NameValue[] Attachment = [new("response-content-disposition", "attachment")];

    [ThreadStatic]
    private static byte[]? t_buffer;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_writer;

    [ThreadStatic]
    private static string[]? t_urls;

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly UrlPresigner _presigner;
    private readonly PostPolicySigner _postSigner;

    public PresignKitSubject()
    {
        var endpoint = BucketEndpoint.Create(Workload.Endpoint, Workload.Bucket, BucketAddressing.Path);
        var credentials = new SigV4Credentials(Workload.AccessKeyId, Workload.SecretAccessKey);
        _presigner = new UrlPresigner(endpoint, credentials, Workload.Region);
        _postSigner = new PostPolicySigner(endpoint, credentials, Workload.Region);
    }

    public string GetUrl(string key) => GetUrl(key, _clock.GetUtcNow(), Workload.Expiry);

    public string GetUrl(string key, DateTimeOffset signedAt, TimeSpan expiresIn) =>
        _presigner.Presign(Get(key, signedAt, expiresIn));

    /// <summary>Returns the URL that an issuer creates, which makes the store return an attachment.</summary>
    public string GetAttachmentUrl(string key) => GetAttachmentUrl(key, _clock.GetUtcNow(), Workload.Expiry);

    public string GetAttachmentUrl(string key, DateTimeOffset signedAt, TimeSpan expiresIn) => _presigner.Presign(new PresignRequest
    {
        Method = "GET",
        Target = PresignTarget.ForObject(key),
        SignedAt = signedAt,
        Lifetime = expiresIn,
        Query = Attachment,
    });

    /// <summary>The same URL as <see cref="GetUrl(string)"/>, as bytes in a reused buffer, as a JSON or playlist writer needs it.</summary>
    public int GetUtf8(string key) => GetUtf8Bytes(key).Length;

    /// <summary>As <see cref="GetUtf8"/>, but returns the bytes, which are valid until the next call on this thread.</summary>
    public ReadOnlyMemory<byte> GetUtf8Bytes(string key)
    {
        var buffer = t_buffer ??= new byte[2048];
        if (!_presigner.TryPresign(Get(key, _clock.GetUtcNow(), Workload.Expiry), buffer, out var written))
        {
            throw new InvalidOperationException("The URL did not fit into the buffer.");
        }

        return buffer.AsMemory(0, written);
    }

    /// <summary>Writes many URLs as consecutive bytes into a reused buffer, and returns their length.</summary>
    public int GetBatchUtf8(ReadOnlySpan<string> keys)
    {
        var writer = t_writer ??= new(4 * 1024 * 1024);
        writer.ResetWrittenCount();
        WriteBatch(keys, writer);
        return writer.WrittenCount;
    }

    /// <summary>The same with the URLs that an issuer creates.</summary>
    public int GetAttachmentBatchUtf8(ReadOnlySpan<string> keys)
    {
        var writer = t_writer ??= new(4 * 1024 * 1024);
        writer.ResetWrittenCount();
        _presigner.Presign(GetMany(Attachment), keys, writer);
        return writer.WrittenCount;
    }

    /// <summary>Writes many URLs into a buffer writer, such as a response.</summary>
    /// <param name="keys">The object keys.</param>
    /// <param name="destination">Receives the URLs.</param>
    /// <param name="before">Writes the separator before each URL.</param>
    public void WriteBatch(ReadOnlySpan<string> keys, IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>>? before = null) =>
        _presigner.Presign(GetMany(), keys, destination, before);

    /// <summary>Writes one URL into a buffer writer.</summary>
    public void Write(string key, IBufferWriter<byte> destination) =>
        _presigner.Presign(Get(key, _clock.GetUtcNow(), Workload.Expiry), destination);

    /// <summary>Returns many URLs as strings, in a reused array, which is valid until the next call on this thread.</summary>
    public ReadOnlySpan<string> GetBatch(ReadOnlySpan<string> keys)
    {
        var urls = t_urls ??= new string[Workload.LargestBatch];
        _presigner.Presign(GetMany(), keys, urls);
        return urls.AsSpan(0, keys.Length);
    }

    public string PutUrl(string key) => PutUrl(key, _clock.GetUtcNow(), Workload.Expiry);

    public string PutUrl(string key, DateTimeOffset signedAt, TimeSpan expiresIn) => _presigner.Presign(new PresignRequest
    {
        Method = "PUT",
        Target = PresignTarget.ForObject(key),
        SignedAt = signedAt,
        Lifetime = expiresIn,
        Headers = PutHeaders,
    });

    /// <summary>The mean number of bytes that SHA-256 compresses for one download URL of a batch.</summary>
    public double HashedBytes(ReadOnlySpan<string> keys) => HashedSize.OfBatch(_presigner, GetMany(), keys);

    /// <summary>Signs a form for one exact key and type and a range of sizes.</summary>
    public SignedPost Post(string key) => _postSigner.Sign(
        new PostPolicy(key, Workload.Expiry, PutHeaders, [PostCondition.ContentLength(1, Workload.MaximumSize)]),
        _clock.GetUtcNow());

    private PresignBatch GetMany(ReadOnlySpan<NameValue> query = default) => new()
    {
        Method = "GET",
        SignedAt = _clock.GetUtcNow(),
        Lifetime = Workload.Expiry,
        Query = query,
    };

    private static PresignRequest Get(string key, DateTimeOffset signedAt, TimeSpan expiresIn) => new()
    {
        Method = "GET",
        Target = PresignTarget.ForObject(key),
        SignedAt = signedAt,
        Lifetime = expiresIn,
    };
}
