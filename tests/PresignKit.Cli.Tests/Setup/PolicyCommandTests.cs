using Amazon.Runtime;
using Amazon.S3;
using PresignKit.Cli.Tests.Fakes;
using PresignKit.Testing.Ceph;

namespace PresignKit.Cli.Tests.Setup;

public sealed class PolicyCommandTests(LocalStore store)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The embedded store supports CORS rules, but neither bucket policies nor lifecycles.</summary>
    [Fact]
    public async Task Policy_StoreWithoutPoliciesAndLifecycles_PrintsNotOffered()
    {
        var tool = new Tool { Console = ConfigurationFile.Console() };

        Assert.Equal(1, await tool.RunAsync("policy", "--config", ConfigurationFile.Of(store, LocalStore.Bucket), "--apply"));

        Assert.Contains("Store 'media', bucket policy: not offered\n", tool.Console.Printed, StringComparison.Ordinal);
        Assert.Contains("Store 'media', lifecycle: not offered\n", tool.Console.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_Ceph_PrintsThenAppliesThenIsSufficient()
    {
        CephServer.Require();
        await using var ceph = await CephServer.StartAsync();
        using var owner = new AmazonS3Client(
            new BasicAWSCredentials(ceph.AccessKey, ceph.Secret),
            new AmazonS3Config { ServiceURL = ceph.Endpoint, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        await owner.PutBucketAsync("policies", Cancellation);
        var file = ConfigurationFile.Write($$"""
            {
              "PresignKit": {
                "Stores": { "media": { "Endpoint": "{{ceph.Endpoint}}", "Bucket": "policies", "Profile": "ceph" } },
                "UploadPolicies": {
                  "video": { "AllowedContentTypes": [ "video/mp4" ], "MaximumSize": 1048576, "Key": "uploads/{id}{ext}" }
                }
              }
            }
            """);

        var printed = await RunAsync(ceph, file, 1);
        Assert.Contains("Store 'media', lifecycle: missing\n", printed, StringComparison.Ordinal);
        Assert.Contains("\naws s3api put-bucket-lifecycle-configuration --bucket policies ", printed, StringComparison.Ordinal);
        Assert.Empty((await owner.GetLifecycleConfigurationAsync("policies", Cancellation)).Configuration?.Rules ?? []);

        var applied = await RunAsync(ceph, file, 0, "--only", "lifecycle", "--apply");
        Assert.StartsWith("Store 'media', lifecycle: changed\n", applied, StringComparison.Ordinal);
        Assert.DoesNotContain("bucket policy:", applied, StringComparison.Ordinal);
        Assert.NotEmpty((await owner.GetLifecycleConfigurationAsync("policies", Cancellation)).Configuration.Rules);

        var again = await RunAsync(ceph, file, 0, "--only", "lifecycle");
        Assert.StartsWith("Store 'media', lifecycle: as required\n", again, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(CephServer ceph, string file, int expected, params string[] more)
    {
        var tool = new Tool
        {
            Console = new()
            {
                Variables =
                {
                    ["PresignKit__Stores__media__AccessKeyId"] = ceph.AccessKey,
                    ["PresignKit__Stores__media__SecretAccessKey"] = ceph.Secret,
                },
            },
        };
        var code = await tool.RunAsync(["policy", "--config", file, .. more]);
        TestContext.Current.TestOutputHelper!.WriteLine(tool.Console.Everything);
        Assert.Equal(expected, code);
        Assert.DoesNotContain(ceph.Secret, tool.Console.Everything, StringComparison.Ordinal);
        return tool.Console.Printed;
    }
}
