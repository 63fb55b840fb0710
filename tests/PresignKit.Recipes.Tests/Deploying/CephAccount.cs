using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Recipes.Tests.Hosting;
using PresignKit.S3;
using PresignKit.Testing.Ceph;

namespace PresignKit.Recipes.Tests.Deploying;

/// <summary>A bucket on Ceph whose owner gives a second account, the backend's, what a policy of the page says.</summary>
internal sealed class CephAccount(CephServer ceph) : IDisposable
{
    public const string Bucket = "my-pictures";

    private readonly AmazonS3Client _owner = new(
        new BasicAWSCredentials(ceph.AccessKey, ceph.Secret),
        new AmazonS3Config { ServiceURL = ceph.Endpoint, AuthenticationRegion = "us-east-1", ForcePathStyle = true });

    public Task CreateBucketAsync() => _owner.PutBucketAsync(Bucket);

    public Task KeepVersionsAsync() => _owner.PutBucketVersioningAsync(new PutBucketVersioningRequest
    {
        BucketName = Bucket,
        VersioningConfig = new() { Status = VersionStatus.Enabled },
    });

    /// <summary>Gives the account policies of the page, except for one action, which is denied.</summary>
    public Task AllowAsync(string[] files, string? denied = null)
    {
        var statements = new JsonArray([.. files.SelectMany(file => Read(file)["Statement"]!.AsArray()).Select(statement => statement!.DeepClone())]);
        if (denied is not null)
        {
            statements.Add(new JsonObject
            {
                ["Sid"] = "Denied",
                ["Effect"] = "Deny",
                ["Action"] = new JsonArray(denied),
                ["Resource"] = new JsonArray($"arn:aws:s3:::{Bucket}", $"arn:aws:s3:::{Bucket}/*"),
            });
        }

        foreach (var statement in statements)
        {
            statement!["Principal"] = new JsonObject { ["AWS"] = new JsonArray("arn:aws:iam:::user/other") };
        }

        return _owner.PutBucketPolicyAsync(Bucket, new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements }.ToJsonString());
    }

    /// <summary>The actions that a policy of the page allows.</summary>
    public static IEnumerable<string> Actions(string file) => Read(file)["Statement"]!.AsArray()
        .SelectMany(statement => statement!["Action"]!.AsArray())
        .Select(action => action!.GetValue<string>());

    /// <summary>The store with the keys of the second account.</summary>
    public void Configure(S3StoreOptions s3)
    {
        (s3.Bucket, s3.Endpoint, s3.Profile) = (Bucket, ceph.Endpoint, S3Profiles.Ceph);
        s3.Region = "us-east-1";
        (s3.AccessKeyId, s3.SecretAccessKey) = (ceph.OtherAccessKey, ceph.OtherSecret);
    }

    public void Dispose() => _owner.Dispose();

    private static JsonNode Read(string file) => JsonNode.Parse(RepositoryFiles.Read($"tests/PresignKit.Recipes.Tests/Deploying/{file}"))!;
}
