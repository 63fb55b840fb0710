using System.Buffers;
using PresignKit.SigV4;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>URLs of other kinds than the plain one: the cost of a session token, signed headers, and other addresses and keys.</summary>
internal sealed class VariantSubject
{
    [ThreadStatic]
    private static byte[]? t_buffer;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_writer;

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly UrlPresigner _presigner;
    private readonly Variant _variant;

    public VariantSubject(Variant variant)
    {
        _variant = variant;
        _presigner = new(
            BucketEndpoint.Create(Workload.Endpoint, Workload.Bucket, variant.Addressing),
            new SigV4Credentials(Workload.AccessKeyId, Workload.SecretAccessKey, variant.SessionToken),
            Workload.Region);
    }

    /// <summary>The mean number of bytes that SHA-256 compresses for one URL.</summary>
    public double HashedBytes => HashedSize.Mean(_presigner, _variant.Keys, key => Request(key, _clock.GetUtcNow()));

    /// <summary>The mean number of bytes that SHA-256 compresses for one URL of a batch.</summary>
    public double HashedBytesOfBatch => HashedSize.OfBatch(_presigner, Batch(), Workload.Batch);

    public int GetUtf8(int index)
    {
        var buffer = t_buffer ??= new byte[8192];
        if (!_presigner.TryPresign(Request(_variant.Keys[index % _variant.Keys.Length], _clock.GetUtcNow()), buffer, out var written))
        {
            throw new InvalidOperationException("The URL did not fit into the buffer.");
        }

        return written;
    }

    /// <summary>Signs a batch at once.</summary>
    public int GetBatchUtf8()
    {
        var writer = t_writer ??= new(8 * 1024 * 1024);
        writer.ResetWrittenCount();
        _presigner.Presign(Batch(), Workload.Batch, writer);
        return writer.WrittenCount;
    }

    private PresignBatch Batch() => new()
    {
        Method = _variant.Method,
        SignedAt = _clock.GetUtcNow(),
        Lifetime = Workload.Expiry,
        Headers = _variant.Headers,
        Query = _variant.Query,
    };

    private PresignRequest Request(string key, DateTimeOffset signedAt) => new()
    {
        Method = _variant.Method,
        Target = PresignTarget.ForObject(key),
        SignedAt = signedAt,
        Lifetime = Workload.Expiry,
        Headers = _variant.Headers,
        Query = _variant.Query,
    };
}
