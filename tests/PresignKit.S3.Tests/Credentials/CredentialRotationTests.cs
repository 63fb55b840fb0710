using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PresignKit.Providers;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Credentials;

public sealed class CredentialRotationTests : IAsyncDisposable
{
    private const string Store = "PresignKit:Stores:media";
    private const string OtherSecret = "another-secret-that-no-message-shows";

    private readonly LogRecorder _log = new();
    private readonly IConfigurationRoot _configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        [$"{Store}:Bucket"] = "media-bucket",
        [$"{Store}:Region"] = "eu-central-1",
        [$"{Store}:AccessKeyId"] = "AKIDOLD",
        [$"{Store}:SecretAccessKey"] = TestApp.Secret,
        [$"{Store}:UploadCredentials:AccessKeyId"] = "AKIDUPLOADOLD",
        [$"{Store}:UploadCredentials:SecretAccessKey"] = TestApp.Secret,
    }).Build();

    private readonly ServiceProvider _application;

    public CredentialRotationTests()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(TestApp.Now));
        services.AddLogging(logging => logging.AddProvider(_log).SetMinimumLevel(LogLevel.Trace));
        services.AddPresignKit(_configuration.GetSection("PresignKit"))
            .AddS3("media", options => options.Profile = TestApp.Direct(S3Profiles.Aws))
            .AddVideoPolicy();
        _application = services.BuildServiceProvider();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task Reload_NewKeys_SignTheNextUrl()
    {
        var before = await DownloadAsync();
        Assert.Equal("AKIDOLD", ClientRequest.Verify(before, TestApp.Now).AccessKeyId);

        Reload(("AccessKeyId", "AKIDNEW"));
        var after = await DownloadAsync();

        Assert.True(ClientRequest.Verify(after, TestApp.Now) is { IsVerified: true, AccessKeyId: "AKIDNEW" });
        Assert.Contains(_log.All, line => line.Contains("'media' now uses new access keys from its settings: AKIDNEW", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reload_OnlyTheSecretChanged_SignsWithIt()
    {
        await DownloadAsync();

        Reload(("SecretAccessKey", OtherSecret));
        var after = await DownloadAsync();

        Assert.False(ClientRequest.Verify(after, TestApp.Now).IsVerified);
        Assert.DoesNotContain(_log.All, line => line.Contains(OtherSecret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reload_TemporaryCredentials_SignWithTheToken()
    {
        await DownloadAsync();

        Reload(("AccessKeyId", "AKIDNEW"), ("SessionToken", "session-token-of-the-new"));
        var after = await DownloadAsync();

        Assert.Equal("session-token-of-the-new", ClientRequest.Query(after, "X-Amz-Security-Token"));
        Assert.DoesNotContain(_log.All, line => line.Contains("session-token-of-the-new", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reload_UploadCredentials_SignTheNextUploadAndNothingElse()
    {
        Assert.Equal("AKIDUPLOADOLD", (await UploadAsync()).AccessKeyId);

        Reload(("UploadCredentials:AccessKeyId", "AKIDUPLOADNEW"));

        Assert.Equal("AKIDUPLOADNEW", (await UploadAsync()).AccessKeyId);
        Assert.Equal("AKIDOLD", ClientRequest.Verify(await DownloadAsync(), TestApp.Now).AccessKeyId);
    }

    [Theory]
    [InlineData("SecretAccessKey", "")]
    [InlineData("SecretAccessKey", "with a space")]
    [InlineData("Bucket", "Not A Bucket")]
    [InlineData("NoSuchSetting", "x")]
    [InlineData("AssumeRole:Duration", "soon")]
    public async Task Reload_Invalid_KeepsTheOldOnesAndLogsTheReason(string setting, string value)
    {
        await DownloadAsync();

        Reload(("AccessKeyId", "AKIDNEW"), (setting, value));
        var after = await DownloadAsync();

        Assert.True(ClientRequest.Verify(after, TestApp.Now) is { IsVerified: true, AccessKeyId: "AKIDOLD" });
        var line = Assert.Single(_log.All, line => line.StartsWith($"Error: {ErrorCodes.SettingsInvalid}", StringComparison.Ordinal));
        Assert.Contains($"Stores:media:{setting}", line, StringComparison.Ordinal);
        Assert.DoesNotContain(TestApp.Secret, line, StringComparison.Ordinal);
        Assert.DoesNotContain("with a space;", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reload_InvalidAndThenValid_AppliesTheLast()
    {
        await DownloadAsync();
        Reload(("AccessKeyId", "AKIDNEW"), ("SecretAccessKey", ""));

        Reload(("SecretAccessKey", TestApp.Secret));

        Assert.Equal("AKIDNEW", ClientRequest.Verify(await DownloadAsync(), TestApp.Now).AccessKeyId);
    }

    [Fact]
    public async Task Reload_PublicPathPrefixChanged_IsNamed()
    {
        await DownloadAsync();

        Reload(("PublicEndpoint", "https://www.example.com/storage"), ("PublicPathPrefix", "RemovedByProxy"));

        Assert.Contains(_log.All, line => line.Contains("take effect at the next start: PublicEndpoint, PublicPathPrefix", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Bucket", "other-bucket")]
    [InlineData("Region", "eu-west-1")]
    [InlineData("Endpoint", "https://store.example.com")]
    public async Task Reload_OtherSettings_WaitForTheNextStart(string setting, string value)
    {
        await DownloadAsync();

        Reload((setting, value), ("AccessKeyId", "AKIDNEW"), ("UploadCredentials:AccessKeyId", "AKIDUPLOADNEW"));
        _configuration.Reload();
        var after = await DownloadAsync();

        Assert.Contains("media-bucket", after.RevealUrl(), StringComparison.Ordinal);
        Assert.True(ClientRequest.Verify(after, TestApp.Now) is { IsVerified: true, AccessKeyId: "AKIDOLD" });
        Assert.Equal("AKIDUPLOADOLD", (await UploadAsync()).AccessKeyId);
        Assert.Single(
            _log.All,
            line => line.Contains("take effect at the next start: ", StringComparison.Ordinal) && line.Contains(setting, StringComparison.Ordinal));
        Assert.Single(
            _log.All,
            line => line.Contains("'media' keeps its current access keys", StringComparison.Ordinal) && line.Contains(setting, StringComparison.Ordinal));
        Assert.DoesNotContain(_log.All, line => line.Contains("now uses new access keys", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reload_BackToTheOriginalLocation_AppliesHeldBackKeys()
    {
        await DownloadAsync();
        Reload(("Bucket", "other-bucket"), ("AccessKeyId", "AKIDNEW"), ("UploadCredentials:AccessKeyId", "AKIDUPLOADNEW"));

        Reload(("Bucket", "media-bucket"));

        Assert.Equal("AKIDNEW", ClientRequest.Verify(await DownloadAsync(), TestApp.Now).AccessKeyId);
        Assert.Equal("AKIDUPLOADNEW", (await UploadAsync()).AccessKeyId);
    }

    [Fact]
    public async Task Reload_PublicAddressChanged_AppliesTheKeys()
    {
        await DownloadAsync();

        Reload(("PublicEndpoint", "https://www.example.com"), ("AccessKeyId", "AKIDNEW"));

        Assert.Equal("AKIDNEW", ClientRequest.Verify(await DownloadAsync(), TestApp.Now).AccessKeyId);
        Assert.DoesNotContain(_log.All, line => line.Contains("keeps the keys", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reload_NothingChanged_KeepsTheSessionAndLogsNothing()
    {
        var provider = _application.GetServices<StoreRegistration>().Single().Create(_application);
        var before = await provider.OpenSessionAsync(Cancellation);
        var lines = _log.All.Count;

        _configuration.Reload();

        Assert.Same(before, await provider.OpenSessionAsync(Cancellation));
        Assert.Equal(lines, _log.All.Count);
        (provider as IDisposable)!.Dispose();
    }

    [Fact]
    public async Task Reload_AfterDispose_DoesNothing()
    {
        await DownloadAsync();
        await _application.DisposeAsync();

        Reload(("AccessKeyId", "AKIDNEW"));

        Assert.DoesNotContain(_log.All, line => line.Contains("AKIDNEW", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reload_ConcurrentIssuing_EachUrlUsesOneKeyPair()
    {
        var issuing = Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 300; i++)
                {
                    Assert.True(ClientRequest.Verify(await DownloadAsync(), TestApp.Now).IsVerified);
                }
            },
            Cancellation)).ToArray();
        var reloads = 0;
        while (!issuing.All(task => task.IsCompleted))
        {
            Reload(("AccessKeyId", $"AKID{++reloads}"));
        }

        await Task.WhenAll(issuing);
        Assert.True(reloads > 1);
        Assert.Equal($"AKID{reloads}", ClientRequest.Verify(await DownloadAsync(), TestApp.Now).AccessKeyId);
    }

    private void Reload(params (string Setting, string Value)[] settings)
    {
        foreach (var (setting, value) in settings)
        {
            _configuration[$"{Store}:{setting}"] = value;
        }

        _configuration.Reload();
    }

    private async Task<PresignedUrl> DownloadAsync() => await _application.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

    private async Task<PresignKit.SigV4.SigV4Verification> UploadAsync()
    {
        var slot = await _application.Issuer().OpenUploadSlotAsync(
            new() { Policy = "video", FileName = "v.mp4", ContentType = "video/mp4", Size = 10 }, Cancellation);
        return ClientRequest.Verify(slot.Request!, TestApp.Now, contentLength: 10);
    }
}
