using System.Collections.Immutable;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.S3.Http;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3.Administration.PublicAccess;

/// <summary>
/// Sends requests without a signature to the address that browsers reach, or to the internal one if that cannot be reached from here. None of them
/// changes anything.
/// </summary>
internal sealed class AnonymousRequests(S3StoreSettings settings, IAmazonS3 client, PlainHttp http, TimeProvider clock)
{
    // The MD5 of an empty body, sent with a body of one byte. Ceph 16, 18, and 20, LocalS3, and Amazon S3 look for the permission first (403), and only
    // then at the digest (400 BadDigest); nothing is stored.
    private const string WrongMd5 = "1B2M2Y8AsgTpgAmY7PhCfg==";

    // A policy may open one folder only. More folders than these are covered by the policy's text.
    private const int MaxPrefixes = 8;

    private readonly ImmutableArray<string>.Builder _evidence = ImmutableArray.CreateBuilder<string>();
    private PublicActions _open;
    private PublicActions _refused;
    private bool _isIncomplete;

    /// <summary>Credentials that no store knows.</summary>
    public static SigV4Credentials Nobody { get; } = new("AKIANOBODYKNOWSTHISX", "no-store-knows-this-secret-of-nobody-xxx");

    /// <param name="prefixes">The prefixes of upload keys.</param>
    /// <param name="someKey">The key of an existing object; null if none is known.</param>
    /// <param name="isUnversioned">Whether it is known that the bucket keeps no versions, so that the deletion of a missing object leaves nothing.</param>
    /// <param name="cancellationToken">Cancels further requests.</param>
    public async Task<AnonymousAccess> RunAsync(
        IReadOnlyList<string> prefixes, string? someKey, bool isUnversioned, CancellationToken cancellationToken)
    {
        foreach (var bucket in new[] { settings.PublicBucket, settings.InternalBucket }.DistinctBy(b => b.Url))
        {
            var listing = await SendAsync(HttpMethod.Get, $"{bucket.Url}?list-type=2&max-keys=1", cancellationToken).ConfigureAwait(false);
            if (listing.Failure is not null)
            {
                // The other address may answer.
                _isIncomplete = false;
                continue;
            }

            Note(
                PublicActions.List,
                "a list of the bucket",
                listing,
                S3Xml.Parse(listing.Body) is { Name.LocalName: "ListBucketResult" } && listing.Status == 200);
            await ReadAsync(bucket, someKey, cancellationToken).ConfigureAwait(false);
            foreach (var prefix in prefixes.Append("").Distinct(StringComparer.Ordinal).Take(MaxPrefixes))
            {
                await WriteAsync(bucket, prefix, cancellationToken).ConfigureAwait(false);
                if (isUnversioned)
                {
                    var deleted = await SendAsync(HttpMethod.Delete, Address(bucket, Key(prefix)), cancellationToken).ConfigureAwait(false);
                    Note(PublicActions.Delete, $"DELETE of a missing object under '{prefix}'", deleted, deleted.Status is >= 200 and < 300);
                }
            }

            return new(_open, _refused & ~_open, _evidence.ToImmutable()) { IsIncomplete = _isIncomplete };
        }

        return AnonymousAccess.Unknown;
    }

    private static string Key(string prefix) => $"{prefix}presignkit-check/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";

    // Signed only to encode the key: the query is cut off.
    private string Address(BucketEndpoint bucket, string key) => Presign(bucket, "GET", key).Split('?')[0];

    private string Presign(BucketEndpoint bucket, string method, string key, NameValue[]? headers = null) =>
        new UrlPresigner(bucket, Nobody, settings.Region).Presign(new()
        {
            Method = method,
            Target = PresignTarget.ForObject(key),
            SignedAt = clock.GetUtcNow(),
            Lifetime = TimeSpan.FromMinutes(5),
            Headers = headers,
        });

    private async Task ReadAsync(BucketEndpoint bucket, string? someKey, CancellationToken cancellationToken)
    {
        if (someKey is not null)
        {
            // HEAD needs the permission to read, and does not transfer the object.
            var head = await SendAsync(HttpMethod.Head, Address(bucket, someKey), cancellationToken).ConfigureAwait(false);
            Note(PublicActions.Read, "HEAD of an object", head, head.Status is >= 200 and < 300);
            return;
        }

        // "GetObject": a sender who may neither list nor read is not told that an object is missing. A 403 proves nothing.
        var get = await SendAsync(HttpMethod.Get, Address(bucket, Key("")), cancellationToken).ConfigureAwait(false);
        if (!_open.HasFlag(PublicActions.List) && get.Status == 404 && S3Xml.ErrorCode(S3Xml.Parse(get.Body)) == "NoSuchKey")
        {
            Note(PublicActions.Read, "GET of a missing object", get, isOpen: true);
        }
    }

    private async Task WriteAsync(BucketEndpoint bucket, string prefix, CancellationToken cancellationToken)
    {
        var key = Key(prefix);
        var put = await PutAsync(Address(bucket, key), key, cancellationToken).ConfigureAwait(false);
        var isDigestCompared = S3Xml.ErrorCode(S3Xml.Parse(put.Body)) is "BadDigest" or "InvalidDigest";

        // A store that compares the digest before it looks at the caller says so to somebody whom it cannot know, too.
        if (isDigestCompared)
        {
            key = Key(prefix);
            var stranger = await PutAsync(Presign(bucket, "PUT", key), key, cancellationToken).ConfigureAwait(false);
            isDigestCompared = S3Xml.ErrorCode(S3Xml.Parse(stranger.Body)) is not ("BadDigest" or "InvalidDigest");
        }

        Note(PublicActions.Write, $"PUT under '{prefix}'", put, isDigestCompared || put.Status is >= 200 and < 300);
    }

    private async Task<PlainAnswer> PutAsync(string url, string key, CancellationToken cancellationToken)
    {
        using var request = PlainHttp.Request(HttpMethod.Put, url);
        request.Content = new ByteArrayContent([0]);
        request.Content.Headers.TryAddWithoutValidation("Content-MD5", WrongMd5);

        // Not canceled with the check, because an object that the store has just written would remain.
        cancellationToken.ThrowIfCancellationRequested();
        var answer = await http.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        _isIncomplete |= answer.IsBusy;
        if (answer.Status is >= 200 and < 300)
        {
            await RemoveAsync(key, answer.Header("x-amz-version-id")).ConfigureAwait(false);
        }

        return answer;
    }

    // The store did not compare the digest.
    private async Task RemoveAsync(string key, string? version)
    {
        try
        {
            await client.DeleteObjectAsync(
                new DeleteObjectRequest { BucketName = settings.Bucket, Key = key, VersionId = version }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
        {
            // A single byte that the backend may not remove.
        }
    }

    private void Note(PublicActions action, string what, PlainAnswer answer, bool isOpen)
    {
        if (isOpen)
        {
            _open |= action;
            _evidence.Add($"{what}: {answer.Status}");
        }
        else if (answer.Status is 401 or 403)
        {
            _refused |= action;
        }
    }

    private async Task<PlainAnswer> SendAsync(HttpMethod method, string url, CancellationToken cancellationToken)
    {
        using var request = PlainHttp.Request(method, url);
        var answer = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        _isIncomplete |= answer.IsBusy;
        return answer;
    }
}
