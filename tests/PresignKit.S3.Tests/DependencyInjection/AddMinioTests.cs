using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.DependencyInjection;

public sealed class AddMinioTests
{
    [Fact]
    public async Task AddMinio_Endpoint_SignsByPathInUsEast1()
    {
        await using var services = TestApp.Build(presignKit => presignKit.AddMinio("media", SetRequired));
        Assert.Empty(services.Flaws());

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.StartsWith("https://minio.example.com/media-bucket/k?", url.RevealUrl(), StringComparison.Ordinal);
        Assert.True(ClientRequest.Verify(url, TestApp.Now, region: "us-east-1").IsVerified);
    }

    [Fact]
    public void AddMinio_WithoutEndpoint_IsAFlawAndNotAmazon()
    {
        using var services = TestApp.Build(presignKit => presignKit.AddMinio("media", options =>
        {
            SetRequired(options);
            options.Endpoint = null;
        }));

        Assert.StartsWith("Stores:media:Endpoint is missing", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddMinio_UploadPolicy_UsesForms()
    {
        await using var services = TestApp.Build(presignKit => presignKit.AddMinio("media", SetRequired)
            .AddVideoPolicy(policy => policy.AllowUnenforced = GuaranteeKinds.WriteOnce));
        Assert.Empty(services.Flaws());

        var slot = await services.Issuer().OpenUploadSlotAsync(
            new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 5 }, TestContext.Current.CancellationToken);

        Assert.Equal(UploadTransport.Post, slot.Transport);
        Assert.Equal(GuaranteeLevel.EnforcedByStore, slot.Guarantees.Isolation);
    }

    [Fact]
    public async Task AddMinio_FromConfiguration_ReadsItsSettings()
    {
        await using var services = TestApp.Build(
            presignKit => presignKit.AddMinio("media"),
            configuration: new Dictionary<string, string?>
            {
                ["PresignKit:Stores:media:Bucket"] = "from-configuration",
                ["PresignKit:Stores:media:Endpoint"] = "https://minio.example.com",
                ["PresignKit:Stores:media:AccessKeyId"] = TestApp.AccessKey,
                ["PresignKit:Stores:media:SecretAccessKey"] = TestApp.Secret,
            });
        Assert.Empty(services.Flaws());

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.StartsWith("https://minio.example.com/from-configuration/k?", url.RevealUrl(), StringComparison.Ordinal);
    }

    private static void SetRequired(S3StoreOptions options)
    {
        options.Bucket = "media-bucket";
        options.Endpoint = "https://minio.example.com";
        options.AccessKeyId = TestApp.AccessKey;
        options.SecretAccessKey = TestApp.Secret;
    }
}
