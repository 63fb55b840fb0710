using System.Collections.Immutable;
using System.Globalization;
using PresignKit.SigV4;

namespace PresignKit.S3.Probing;

/// <summary>Signs the requests of a probe, with the same core that signs for browsers.</summary>
internal sealed class ProbeSigner(
    BucketEndpoint bucket, SigV4Credentials credentials, string region, ImmutableArray<NameValue> facts, TimeProvider clock, string service = "s3")
{
    /// <summary>The content type of objects that a probe writes, unless specified otherwise.</summary>
    public const string ContentType = "text/plain";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly UrlPresigner _urls = new(bucket, credentials, region, service);

    public BucketEndpoint Bucket => bucket;

    /// <summary>A signer for another region in the credential scope.</summary>
    public ProbeSigner InRegion(string other) => new(bucket, credentials, other, facts, clock);

    /// <summary>A signer for a service other than S3.</summary>
    public ProbeSigner ForService(string other) => new(bucket, credentials, region, facts, clock, other);

    /// <summary>A signer that says something else about the bucket.</summary>
    public ProbeSigner Saying(NameValue fact) =>
        new(bucket, credentials, region, [.. facts.Where(other => other.Name != fact.Name), fact], clock);

    /// <summary>A signer for another address of the bucket.</summary>
    public ProbeSigner At(BucketEndpoint other) => new(other, credentials, region, facts, clock);

    /// <summary>A PUT with the length and type signed, as in slots, and any additional headers.</summary>
    public ProbeRequest Put(string key, string body, params ReadOnlySpan<NameValue> more) => Sign("PUT", key, body: body, headers:
    [
        new("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)), new("Content-Type", ContentType), .. more,
    ]);

    public ProbeRequest Get(string key, params ReadOnlySpan<NameValue> query) => Sign("GET", key, query: [.. query]);

    public ProbeRequest Head(string key) => Sign("HEAD", key);

    /// <summary>The value of <c>x-amz-copy-source</c>, encoded as the key is in a URL: "CopyObject".</summary>
    public string CopySource(string key)
    {
        var address = Get(key).Url.Split('?')[0];
        return $"/{bucket.Bucket}/{address[bucket.Url.Length..].TrimStart('/')}";
    }

    /// <param name="method">The method.</param>
    /// <param name="key">The object.</param>
    /// <param name="headers">The headers to sign.</param>
    /// <param name="query">Further parameters.</param>
    /// <param name="body">The body; null: none.</param>
    /// <param name="signedFor">The signing time, relative to now.</param>
    /// <param name="lifetime">How long it is valid from then on; null: five minutes.</param>
    public ProbeRequest Sign(
        string method,
        string key,
        NameValue[]? headers = null,
        NameValue[]? query = null,
        string? body = null,
        TimeSpan signedFor = default,
        TimeSpan? lifetime = null) => new(
            method,
            _urls.Presign(new()
            {
                Method = method,
                Target = PresignTarget.ForObject(key),
                SignedAt = clock.GetUtcNow() + signedFor,
                Lifetime = lifetime ?? Lifetime,
                Headers = headers,
                Query = facts.IsEmpty ? query : [.. query ?? [], .. facts],
            }),
            [.. headers ?? []],
            body);

    /// <summary>A form for exactly this file, with any additional fields.</summary>
    public ProbeForm Form(string key, string file, params IEnumerable<NameValue> more)
    {
        NameValue[] fields = [new("Content-Type", ContentType), new("success_action_status", "201"), .. facts, .. more];
        var signed = new PostPolicySigner(bucket, credentials, region).Sign(
            new(key, Lifetime, fields, [PostCondition.ContentLength(file.Length, file.Length)]), clock.GetUtcNow());
        return new(signed.Url, [.. signed.Fields], file);
    }
}
