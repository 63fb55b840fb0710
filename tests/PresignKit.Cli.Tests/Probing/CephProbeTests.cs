using Amazon.Runtime;
using Amazon.S3;
using PresignKit.Cli.Tests.Fakes;
using PresignKit.Testing.Ceph;

namespace PresignKit.Cli.Tests.Probing;

/// <summary>On a real server, the probe's table matches the server's profile.</summary>
public sealed class CephProbeTests
{
    [Fact]
    public async Task Probe_Ceph_PrintsTableThatMatchesProfile()
    {
        CephServer.Require();
        await using var ceph = await CephServer.StartAsync();
        var tool = new Tool
        {
            Console = new() { Variables = { ["AWS_ACCESS_KEY_ID"] = ceph.AccessKey, ["AWS_SECRET_ACCESS_KEY"] = ceph.Secret } },
        };

        var asCeph = await tool.RunAsync("probe", "--endpoint", ceph.Endpoint, "--bucket", "probed", "--profile", "ceph", "--create-bucket");

        TestContext.Current.TestOutputHelper!.WriteLine(tool.Console.Printed);
        Assert.Equal(0, asCeph);
        Assert.Contains("\nProfile 'ceph' matches the measurement.\n", tool.Console.Printed, StringComparison.Ordinal);
        Assert.Contains(
            "\n  IsolatedPut                not enforced  No       x-amz-copy-source (it copied another object)",
            tool.Console.Printed,
            StringComparison.Ordinal);
        Assert.Contains(
            "\n  Service                    not enforced           another service in the scope: 200\n",
            tool.Console.Printed,
            StringComparison.Ordinal);
        using var owner = new AmazonS3Client(
            new BasicAWSCredentials(ceph.AccessKey, ceph.Secret),
            new AmazonS3Config { ServiceURL = ceph.Endpoint, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        Assert.Empty((await owner.ListBucketsAsync(TestContext.Current.CancellationToken)).Buckets ?? []);

        var asAmazon = await tool.RunAsync("probe", "--endpoint", ceph.Endpoint, "--bucket", "probed", "--profile", "aws", "--create-bucket", "--keep-bucket");

        Assert.Equal(1, asAmazon);
        Assert.Contains(
            "\n! Profile 'aws' is overstated; this store does not enforce or support: IsolatedPut, ",
            tool.Console.Printed,
            StringComparison.Ordinal);
        Assert.Contains("\"Profile\": \"ceph\"", tool.Console.Printed, StringComparison.Ordinal);
        Assert.Empty((await owner.ListObjectsV2Async(new() { BucketName = "probed" }, TestContext.Current.CancellationToken)).S3Objects ?? []);
    }
}
