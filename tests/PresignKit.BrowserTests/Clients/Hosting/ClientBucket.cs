using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.BrowserTests.Clients.Stores;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>What is in the bucket, read with AWSSDK.S3 and not through PresignKit.</summary>
internal sealed class ClientBucket(IClientStore store)
{
    // What completion remembers of slots that have ended; a sweep removes it. Tokens of slots are there, too.
    private const string Records = "accepted-slots/";
    private const string SealedTokens = "accepted-slots/sealed-tokens/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Deletes everything.</summary>
    public async Task ClearAsync()
    {
        using var client = store.CreateClient();
        foreach (var upload in await UploadsAsync(client))
        {
            await client.AbortMultipartUploadAsync(store.Bucket, upload.Key, upload.UploadId, Cancellation);
        }

        foreach (var key in await KeysAsync(client))
        {
            await client.DeleteObjectAsync(store.Bucket, key, Cancellation);
        }
    }

    public async Task<string> Sha256Async(string key)
    {
        using var client = store.CreateClient();
        using var response = await client.GetObjectAsync(store.Bucket, key, Cancellation);
        await using var body = response.ResponseStream;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(body, Cancellation));
    }

    /// <summary>Waits until nothing is there but these objects: no other one, and no open upload.</summary>
    /// <param name="keys">The keys of the objects.</param>
    /// <param name="mayHaveTokens">Whether tokens of slots may be left, too, until a sweep removes them.</param>
    /// <param name="mayHaveUploads">Whether open uploads may be left, too, until a sweep aborts them.</param>
    public async Task ExpectOnlyAsync(IEnumerable<string> keys, bool mayHaveTokens, bool mayHaveUploads)
    {
        string[] expected = [.. keys.Order(StringComparer.Ordinal)];
        string[] found = [];
        var left = WaitLimit.Duration;
        for (var pause = TimeSpan.FromMilliseconds(100); left > TimeSpan.Zero; left -= pause)
        {
            found = await ContentAsync(mayHaveTokens, mayHaveUploads);
            if (found.SequenceEqual(expected, StringComparer.Ordinal))
            {
                return;
            }

            await Task.Delay(pause, Cancellation);
        }

        Assert.Equal(expected, found);
    }

    /// <summary>Waits until at least one part has arrived.</summary>
    /// <returns>The numbers of the parts of all open uploads.</returns>
    public async Task<IReadOnlySet<int>> WaitForPartsAsync()
    {
        using var client = store.CreateClient();
        var left = WaitLimit.Duration;
        for (var pause = TimeSpan.FromMilliseconds(100); left > TimeSpan.Zero; left -= pause)
        {
            HashSet<int> numbers = [];
            foreach (var upload in await UploadsAsync(client))
            {
                var parts = await client.ListPartsAsync(store.Bucket, upload.Key, upload.UploadId, Cancellation);
                numbers.UnionWith((parts.Parts ?? []).Select(part => part.PartNumber!.Value));
            }

            if (numbers.Count > 0)
            {
                return numbers;
            }

            await Task.Delay(pause, Cancellation);
        }

        throw new TimeoutException("No part has arrived at the store.");
    }

    private async Task<string[]> ContentAsync(bool exceptTokens, bool exceptUploads)
    {
        using var client = store.CreateClient();
        var keys = (await KeysAsync(client)).Where(key =>
            !key.StartsWith(Records, StringComparison.Ordinal) || (key.StartsWith(SealedTokens, StringComparison.Ordinal) && !exceptTokens));
        var uploads = (exceptUploads ? [] : await UploadsAsync(client)).Select(upload => $"open upload of {upload.Key}");
        return [.. keys.Concat(uploads).Order(StringComparer.Ordinal)];
    }

    private async Task<List<string>> KeysAsync(AmazonS3Client client)
    {
        List<string> keys = [];
        var request = new ListObjectsV2Request { BucketName = store.Bucket };
        while (true)
        {
            var page = await client.ListObjectsV2Async(request, Cancellation);
            keys.AddRange((page.S3Objects ?? []).Select(found => found.Key));
            if (page.IsTruncated != true)
            {
                return keys;
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
    }

    private async Task<List<MultipartUpload>> UploadsAsync(AmazonS3Client client)
    {
        var page = await client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = store.Bucket }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, page.HttpStatusCode);
        Assert.NotEqual(true, page.IsTruncated);
        return page.MultipartUploads ?? [];
    }
}
