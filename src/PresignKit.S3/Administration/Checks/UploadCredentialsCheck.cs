using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.S3.Http;
using PresignKit.S3.Settings;
using PresignKit.S3.Signing;
using PresignKit.SigV4;

namespace PresignKit.S3.Administration.Checks;

/// <summary>Whether the account that signs uploads can write where they go and do nothing else. Nothing is left in the bucket.</summary>
internal sealed class UploadCredentialsCheck(S3StoreSettings settings, IAmazonS3 client, PlainHttp http, TimeProvider clock)
{
    // The MD5 of nothing, for a body of one byte. Whoever may not write is told that first (403); whoever may is told that the body is
    // another one (400 BadDigest, "PutObject"), and nothing is stored.
    private const string WrongMd5 = "1B2M2Y8AsgTpgAmY7PhCfg==";

    /// <summary>Asks.</summary>
    /// <param name="prefixes">Where uploads go.</param>
    /// <param name="backend">What the backend's own question gave: its credentials, and an object that is not the account's.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<IReadOnlyList<StoreFinding>> RunAsync(
        IReadOnlyList<string> prefixes, StoreReachabilityResult backend, CancellationToken cancellationToken)
    {
        if (settings.UploadCredentials is not { } keys)
        {
            return [];
        }

        // Static keys were compared when they were read; what the chain finds is known only now.
        if (backend.Credentials?.ToSigV4().AccessKeyId == keys.Credentials.AccessKeyId)
        {
            return [UploadCredentialsInterpreter.BackendsOwn(settings)];
        }

        var presigner = new UrlPresigner(settings.InternalBucket, keys.Credentials, settings.Region);
        var listing = await SendAsync(HttpMethod.Get, List(presigner), cancellationToken).ConfigureAwait(false);
        if (UploadCredentialsInterpreter.WrongKeys(listing, settings) is { } wrong)
        {
            return [wrong];
        }

        var findings = new List<StoreFinding>();
        foreach (var prefix in prefixes)
        {
            if (await DeniedAsync(presigner, keys, prefix, cancellationToken).ConfigureAwait(false) is { } denied)
            {
                findings.Add(denied);
            }
        }

        if (listing.Status == 200)
        {
            findings.Add(UploadCredentialsInterpreter.Lists(settings));
        }

        if (backend.SomeKey is { } someKey && await ReadsAsync(presigner, someKey, cancellationToken).ConfigureAwait(false))
        {
            findings.Add(UploadCredentialsInterpreter.Reads(settings));
        }

        return findings;
    }

    private string List(UrlPresigner presigner) => presigner.Presign(new()
    {
        Method = "GET",
        Target = PresignTarget.Bucket,
        SignedAt = clock.GetUtcNow(),
        Lifetime = TimeSpan.FromMinutes(5),
        Query = [new("list-type", "2"), new("max-keys", "1")],
    });

    private async Task<StoreFinding?> DeniedAsync(
        UrlPresigner presigner, UploadCredentialSettings keys, string prefix, CancellationToken cancellationToken)
    {
        var key = $"{prefix}presignkit-check/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
        NameValue[] headers = [new("Content-Length", "1"), new("Content-MD5", WrongMd5), .. UploadHeaders.OfAccount(hasTags: false, keys)];
        var url = presigner.Presign(new()
        {
            Method = "PUT",
            Target = PresignTarget.ForObject(key),
            SignedAt = clock.GetUtcNow(),
            Lifetime = TimeSpan.FromMinutes(5),
            Headers = headers,
        });
        using var request = PlainHttp.Request(HttpMethod.Put, url);
        request.Content = new ByteArrayContent([0]);
        foreach (var header in UploadHeaders.ToSend(headers))
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                request.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        // Waited for even when the check is stopped, or what it stores would stay.
        cancellationToken.ThrowIfCancellationRequested();
        var answer = await http.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        if (answer.Status is >= 200 and < 300)
        {
            await RemoveAsync(key, answer.Header("x-amz-version-id")).ConfigureAwait(false);
        }

        return UploadCredentialsInterpreter.OfPut(answer, settings, prefix);
    }

    // A store that compares no MD5.
    private async Task RemoveAsync(string key, string? version)
    {
        try
        {
            await client.DeleteObjectAsync(
                new DeleteObjectRequest { BucketName = settings.Bucket, Key = key, VersionId = version }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
        {
            // One byte that the backend itself may not remove: a lifecycle rule of the incoming prefix does.
        }
    }

    private async Task<bool> ReadsAsync(UrlPresigner presigner, string key, CancellationToken cancellationToken)
    {
        var url = presigner.Presign(new()
        {
            Method = "HEAD",
            Target = PresignTarget.ForObject(key),
            SignedAt = clock.GetUtcNow(),
            Lifetime = TimeSpan.FromMinutes(5),
        });
        var signed = await SendAsync(HttpMethod.Head, url, cancellationToken).ConfigureAwait(false);
        if (signed.Status != 200)
        {
            return false;
        }

        // An object that everybody reads tells nothing about the account.
        var anybody = await SendAsync(HttpMethod.Head, url[..url.IndexOf('?', StringComparison.Ordinal)], cancellationToken).ConfigureAwait(false);
        return anybody.Status != 200;
    }

    private async Task<PlainAnswer> SendAsync(HttpMethod method, string url, CancellationToken cancellationToken)
    {
        using var request = PlainHttp.Request(method, url);
        return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
