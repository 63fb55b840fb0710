using System.Buffers;
using PresignKit.SigV4;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// The signing core alone, as an application holds it: one presigner for one bucket, used by all threads, and the real clock. Where results
/// are written belongs to each thread: what two threads write beside each other slows both.
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

    /// <summary>The URL that an issuer makes: the store has to answer an attachment.</summary>
    public string GetAttachmentUrl(string key) => GetAttachmentUrl(key, _clock.GetUtcNow(), Workload.Expiry);

    public string GetAttachmentUrl(string key, DateTimeOffset signedAt, TimeSpan expiresIn) => _presigner.Presign(new PresignRequest
    {
        Method = "GET",
        Target = PresignTarget.ForObject(key),
        SignedAt = signedAt,
        Lifetime = expiresIn,
        Query = Attachment,
    });

    /// <summary>The same URL as <see cref="GetUrl(string)"/>, as bytes in a buffer that is reused: what a JSON or playlist writer needs.</summary>
    public int GetUtf8(string key) => GetUtf8Bytes(key).Length;

    /// <summary>As <see cref="GetUtf8"/>, and the bytes themselves: valid until the thread's next call.</summary>
    public ReadOnlyMemory<byte> GetUtf8Bytes(string key)
    {
        var buffer = t_buffer ??= new byte[2048];
        if (!_presigner.TryPresign(Get(key, _clock.GetUtcNow(), Workload.Expiry), buffer, out var written))
        {
            throw new InvalidOperationException("The URL did not fit into the buffer.");
        }

        return buffer.AsMemory(0, written);
    }

    /// <summary>Many URLs as bytes, one after the other, in a buffer that is reused. Answers their length.</summary>
    public int GetBatchUtf8(ReadOnlySpan<string> keys)
    {
        var writer = t_writer ??= new(4 * 1024 * 1024);
        writer.ResetWrittenCount();
        WriteBatch(keys, writer);
        return writer.WrittenCount;
    }

    /// <summary>The same with the URLs that an issuer makes.</summary>
    public int GetAttachmentBatchUtf8(ReadOnlySpan<string> keys)
    {
        var writer = t_writer ??= new(4 * 1024 * 1024);
        writer.ResetWrittenCount();
        _presigner.Presign(GetMany(Attachment), keys, writer);
        return writer.WrittenCount;
    }

    /// <summary>Many URLs into a buffer writer, such as a response.</summary>
    /// <param name="keys">The objects.</param>
    /// <param name="destination">Receives the URLs.</param>
    /// <param name="before">Writes what stands before each.</param>
    public void WriteBatch(ReadOnlySpan<string> keys, IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>>? before = null) =>
        _presigner.Presign(GetMany(), keys, destination, before);

    /// <summary>One URL into a buffer writer.</summary>
    public void Write(string key, IBufferWriter<byte> destination) =>
        _presigner.Presign(Get(key, _clock.GetUtcNow(), Workload.Expiry), destination);

    /// <summary>Many URLs as strings, in an array that is reused: valid until the thread's next call.</summary>
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

    /// <summary>What SHA-256 compresses for one of the download URLs of a batch, in bytes, as a mean.</summary>
    public double HashedBytes(ReadOnlySpan<string> keys) => HashedSize.OfBatch(_presigner, GetMany(), keys);

    /// <summary>A form for one exact key and type and a range of sizes.</summary>
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
