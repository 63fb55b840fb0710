using PresignKit.SigV4;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Hashing;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// Only the compressions of SHA-256 that one URL requires: those of its canonical request, of the inner hash after the state of the second,
/// and of the outer hash. No signer that hashes with the same code, one URL at a time, can be faster.
/// </summary>
internal sealed class HashingSubject
{
    private readonly byte[][] _requests;
    private readonly byte[] _inner;
    private readonly byte[] _outer = new byte[Sha256Constants.BlockSize];

    public HashingSubject()
    {
        var signedAt = TimeProvider.System.GetUtcNow();
        var presigner = new UrlPresigner(
            BucketEndpoint.Create(Workload.Endpoint, Workload.Bucket, BucketAddressing.Path),
            new SigV4Credentials(Workload.AccessKeyId, Workload.SecretAccessKey),
            Workload.Region);
        _requests = [.. Workload.Keys.Select(key => Padded(presigner, key, signedAt))];

        _inner = new byte[HashedSize.OfInner(presigner.Identity.At(signedAt))];
        HashedBytes = _requests.Average(request => request.Length + _inner.Length + _outer.Length);
    }

    /// <summary>The mean number of bytes that are compressed for one URL.</summary>
    public double HashedBytes { get; }

    /// <summary>Compresses what the URL for the <paramref name="index"/>th key requires.</summary>
    public int Hash(int index)
    {
        var state = Sha256State.Initial;
        Compression.Compress(ref state, _requests[index & (Workload.KeyCount - 1)]);
        Compression.Compress(ref state, _inner);
        Compression.Compress(ref state, _outer);
        return (int)state[0];
    }

    private static byte[] Padded(UrlPresigner presigner, string key, DateTimeOffset signedAt)
    {
        var buffer = Utf8Buffer.Rent();
        var request = Workload.Get(key, signedAt);
        presigner.TemplateFor(presigner.Identity.At(signedAt), request).Append(buffer, key);
        var padded = buffer.Written.ToArray();
        Utf8Buffer.Return(buffer);
        return padded;
    }
}
