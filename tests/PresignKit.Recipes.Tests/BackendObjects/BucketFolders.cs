using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;

namespace PresignKit.Recipes.Tests.BackendObjects;

// <recipe:client>
/// <summary>Something that IObjectStore does not offer: the folders of the bucket.</summary>
internal sealed class BucketFolders([FromKeyedServices("media")] IAmazonS3 client)
{
    public async Task<IReadOnlyList<string>> ListAsync(string bucket, CancellationToken cancellationToken)
    {
        var answer = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Delimiter = "/" }, cancellationToken);
        return answer.CommonPrefixes ?? [];
    }
}

// </recipe:client>
