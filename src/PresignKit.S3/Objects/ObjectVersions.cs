using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Objects;

/// <summary>The versions of an object in a versioned bucket.</summary>
internal sealed class ObjectVersions(S3StoreSettings settings, IAmazonS3 client)
{
    /// <summary>The oldest version; null: the credentials may not list versions, so that the store's answer to If-None-Match must be relied on.</summary>
    /// <remarks>Amazon S3 API Reference, "ListObjectVersions": versions are listed by key, and the latest first.</remarks>
    public async Task<string?> FindFirstAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            string? first = null;
            var request = new ListVersionsRequest { BucketName = settings.Bucket, Prefix = key };
            while (true)
            {
                var page = await client.ListVersionsAsync(request, cancellationToken).ConfigureAwait(false);
                var versions = page.Versions ?? [];
                first = versions.FindLast(version => version.Key == key && version.IsDeleteMarker != true)?.VersionId ?? first;
                if (page.IsTruncated != true || versions is not [.., { Key: var last }] || last != key)
                {
                    return first;
                }

                (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
            }
        }
        catch (AmazonServiceException exception) when (exception.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotImplemented)
        {
            return null;
        }
    }

    /// <summary>
    /// Deletes a version that was just stored with If-None-Match unless it is the first one. Ceph RGW 16 and 18 ignore the condition in versioned
    /// buckets, and 20 does if several requests arrive at the same time.
    /// </summary>
    /// <returns>Whether the version is the first one.</returns>
    public async Task<bool> KeepIfFirstAsync(string key, string version)
    {
        if (await FindFirstAsync(key, CancellationToken.None).ConfigureAwait(false) is not { } first || first == version)
        {
            return true;
        }

        await client.DeleteObjectAsync(
            new DeleteObjectRequest { BucketName = settings.Bucket, Key = key, VersionId = version }, CancellationToken.None).ConfigureAwait(false);
        return false;
    }
}
