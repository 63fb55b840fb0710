using System.Collections.Immutable;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace PresignKit.S3.Probing;

/// <summary>Removes everything that a probe may have written, with the backend's credentials at the internal endpoint.</summary>
internal sealed class ProbeCleanup(string bucket, IAmazonS3 client, ProbeLedger ledger)
{
    private const int AtOnce = 4;

    /// <summary>A store that has stopped answering must not block the application forever.</summary>
    private static readonly TimeSpan CleanupTimeout = TimeSpan.FromMinutes(1);

    /// <summary>Returns what could not be removed: keys and multipart uploads.</summary>
    public async Task<ImmutableArray<string>> RunAsync()
    {
        using var timeout = new CancellationTokenSource(CleanupTimeout);
        var left = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (key, uploadId) in ledger.Uploads)
        {
            if (!await TryAsync(() => client.AbortMultipartUploadAsync(
                new AbortMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = uploadId }, timeout.Token)).ConfigureAwait(false))
            {
                left.Add($"{key} (upload {uploadId})");
            }
        }

        if (ledger.IsLocked)
        {
            // Not by the application's clock, which a test may hold.
            var pause = Attempts.ObjectLockAttempts.Retention + TimeSpan.FromSeconds(1);
            await Task.Delay(pause, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        }

        var isVersioned = 0;
        await Parallel.ForEachAsync(ledger.Keys, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (key, _) =>
        {
            var isRemoved = await TryAsync(async () =>
            {
                var deleted = await client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket, Key = key }, timeout.Token).ConfigureAwait(false);
                if (deleted.VersionId is { Length: > 0 })
                {
                    Interlocked.Exchange(ref isVersioned, 1);
                }
            }).ConfigureAwait(false);
            if (!isRemoved)
            {
                lock (left)
                {
                    left.Add(key);
                }
            }
        }).ConfigureAwait(false);

        foreach (var folder in ledger.Folders)
        {
            left.UnionWith(isVersioned == 1
                ? await VersionsAsync(folder, timeout.Token).ConfigureAwait(false)
                : await ListAsync(folder, timeout.Token).ConfigureAwait(false));
        }

        return [.. left];
    }

    /// <summary>Lists what is left. Without permission to list, the answers to the deletions are trusted.</summary>
    private async Task<IEnumerable<string>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        string[] found = [];
        await TryAsync(async () =>
        {
            var listing = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = folder }, cancellationToken)
                .ConfigureAwait(false);
            found = [.. (listing.S3Objects ?? []).Select(o => o.Key)];
        }).ConfigureAwait(false);
        return found;
    }

    /// <summary>In a versioned bucket, a deletion only hides the object; each version must be deleted by its ID.</summary>
    private async Task<IEnumerable<string>> VersionsAsync(string folder, CancellationToken cancellationToken)
    {
        var left = new List<string>();
        var isListed = await TryAsync(async () =>
        {
            var listing = await client.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket, Prefix = folder }, cancellationToken)
                .ConfigureAwait(false);
            foreach (var version in listing.Versions ?? [])
            {
                var request = new DeleteObjectRequest { BucketName = bucket, Key = version.Key, VersionId = version.VersionId };
                if (!await TryAsync(() => client.DeleteObjectAsync(request, cancellationToken)).ConfigureAwait(false))
                {
                    left.Add($"{version.Key} (version {version.VersionId})");
                }
            }
        }).ConfigureAwait(false);
        return isListed ? left : [$"{folder} (old versions)"];
    }

    private static async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
            return true;
        }
        catch (AmazonServiceException exception) when (exception.ErrorCode is "NoSuchKey" or "NoSuchUpload")
        {
            return true;
        }
        catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException
            or HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
