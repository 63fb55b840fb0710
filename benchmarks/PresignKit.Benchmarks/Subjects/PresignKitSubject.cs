using PresignKit.SigV4;
using PresignKit.SigV4.Posting;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>The signing core alone, as an application holds it: one presigner for one bucket, the real clock.</summary>
internal sealed class PresignKitSubject
{
    private static readonly NameValue[] PutHeaders = [new("Content-Type", Workload.ContentType)];

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly UrlPresigner _presigner;
    private readonly PostPolicySigner _postSigner;
    private readonly byte[] _buffer = new byte[2048];

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

    /// <summary>The same URL as bytes in a buffer that is reused: what a JSON or playlist writer needs.</summary>
    public int GetUtf8(string key)
    {
        if (!_presigner.TryPresign(Get(key, _clock.GetUtcNow(), Workload.Expiry), _buffer, out var written))
            throw new InvalidOperationException("The URL did not fit into the buffer.");
        return written;
    }

    public string PutUrl(string key) => PutUrl(key, _clock.GetUtcNow(), Workload.Expiry);

    public string PutUrl(string key, DateTimeOffset signedAt, TimeSpan expiresIn) => _presigner.Presign(new PresignRequest
    {
        Method = "PUT",
        Target = PresignTarget.ForObject(key),
        SignedAt = signedAt,
        ExpiresIn = expiresIn,
        Headers = PutHeaders,
    });

    /// <summary>A form for one exact key and type and a range of sizes.</summary>
    public SignedPost Post(string key) => _postSigner.Sign(
        new PostPolicy(key, Workload.Expiry, PutHeaders, [PostCondition.ContentLength(1, Workload.MaximumSize)]),
        _clock.GetUtcNow());

    private static PresignRequest Get(string key, DateTimeOffset signedAt, TimeSpan expiresIn) => new()
    {
        Method = "GET",
        Target = PresignTarget.ForObject(key),
        SignedAt = signedAt,
        ExpiresIn = expiresIn,
    };
}
