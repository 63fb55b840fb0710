using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.S3.Http;
using PresignKit.S3.Settings;
using PresignKit.S3.Signing;
using PresignKit.SigV4;

namespace PresignKit.S3.Administration.Checks;

/// <summary>Checks whether the account that signs uploads can write where uploads go and do nothing else. Nothing is left in the bucket.</summary>
internal sealed class UploadCredentialsCheck(S3StoreSettings settings, IAmazonS3 client, PlainHttp http, TimeProvider clock)
{
    // The MD5 of an empty body, sent with a body of one byte. An account without write permission gets 403. With the permission, the digest does not
    // match (400 BadDigest, "PutObject"), and nothing is stored.
    private const string WrongMd5 = "1B2M2Y8AsgTpgAmY7PhCfg==";

    /// <summary>Checks the account that signs uploads.</summary>
    /// <param name="prefixes">The prefixes of upload keys.</param>
    /// <param name="backend">The result of the backend's own check: its credentials, and an object that does not belong to the account.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    public async Task<IReadOnlyList<StoreFinding>> RunAsync(
        IReadOnlyList<string> prefixes, StoreReachabilityResult backend, CancellationToken cancellationToken)
    {
        if (settings.UploadCredentials is not { } keys)
        {
            return [];
        }

        // Static credentials were compared when the settings were read. Those of the credential chain are known only now.
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
        Query = [new("list-type", "2"), new("max-keys", "1"), .. settings.BucketFacts],
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
            Query = settings.BucketFacts.AsSpan(),
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

        // Not canceled with the check, because an object that the store has just written would remain.
        cancellationToken.ThrowIfCancellationRequested();
        var answer = await http.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        if (answer.Status is >= 200 and < 300)
        {
            await RemoveAsync(key, answer.Header("x-amz-version-id")).ConfigureAwait(false);
        }

        return UploadCredentialsInterpreter.OfPut(answer, settings, prefix);
    }

    // The store did not verify the MD5.
    private async Task RemoveAsync(string key, string? version)
    {
        try
        {
            await client.DeleteObjectAsync(
                new DeleteObjectRequest { BucketName = settings.Bucket, Key = key, VersionId = version }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
        {
            // A single byte that the backend may not remove. A lifecycle rule for the incoming prefix removes it.
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
            Query = settings.BucketFacts.AsSpan(),
        });
        var signed = await SendAsync(HttpMethod.Head, url, cancellationToken).ConfigureAwait(false);
        if (signed.Status != 200)
        {
            return false;
        }

        // A public object does not reveal anything about the account.
        var unsigned = await SendAsync(HttpMethod.Head, url[..url.IndexOf('?', StringComparison.Ordinal)], cancellationToken).ConfigureAwait(false);
        return unsigned.Status != 200;
    }

    private async Task<PlainAnswer> SendAsync(HttpMethod method, string url, CancellationToken cancellationToken)
    {
        using var request = PlainHttp.Request(method, url);
        return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
