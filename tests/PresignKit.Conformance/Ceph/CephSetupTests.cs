using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3;

namespace PresignKit.Conformance.Ceph;

/// <summary>What the check finds on a real gateway if the settings are wrong or the account lacks permissions.</summary>
public abstract class CephSetupTests(CephStores ceph) : IAsyncLifetime
{
    private const string Page = "https://app.example.com";

    // Used only by this class, because the suites change the CORS rules of the other buckets.
    private const string Bucket = "conformance-closed";

    private readonly CephStore _store = ceph.Path;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using var owner = _store.CreateClient();
        await owner.PutBucketAsync(Bucket, Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task EnsureCors_AccountWithoutPermission_SaysWhatToRunAndChangesNothing()
    {
        using var owner = _store.CreateClient();
        var theirs = new CORSRule { Id = "theirs", AllowedOrigins = [Page], AllowedMethods = ["DELETE"] };
        await owner.PutCORSConfigurationAsync(Bucket, new() { Rules = [theirs] }, Cancellation);
        await using var application = Application(AsOther);

        var outcome = await application.GetRequiredService<IStoreSetup>().EnsureCorsAsync(cancellationToken: Cancellation);

        Assert.Equal(SetupStatus.NotPermitted, outcome.Status);
        Assert.Contains($"put-bucket-cors --bucket {Bucket} ", outcome.Command, StringComparison.Ordinal);
        Assert.DoesNotContain(_store.OtherSecret, $"{outcome}", StringComparison.Ordinal);
        var found = await owner.GetCORSConfigurationAsync(Bucket, Cancellation);
        Assert.Equal("theirs", Assert.Single(found.Configuration.Rules).Id);
    }

    [Fact]
    public async Task Check_AccountWithoutPermission_FindsAccessDeniedAndCorsUnknown()
    {
        await using var application = Application(AsOther);

        var findings = await application.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation);

        Assert.Contains(findings, finding => finding is { Code: FindingCodes.BucketAccessDenied, Severity: FindingSeverity.Warning });
        Assert.Contains(findings, finding => finding is { Code: FindingCodes.CorsUnknown, Severity: FindingSeverity.Warning });
        Assert.DoesNotContain(findings, finding => finding.Message.Contains(_store.OtherSecret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(FindingCodes.SecretKeyWrong)]
    [InlineData(FindingCodes.AccessKeyUnknown)]
    [InlineData(FindingCodes.BucketNotFound)]
    public async Task Check_WrongSetting_FindsIt(string code)
    {
        await using var application = Application(options =>
        {
            switch (code)
            {
                case FindingCodes.SecretKeyWrong:
                    options.SecretAccessKey = "not-the-secret";
                    break;
                case FindingCodes.AccessKeyUnknown:
                    options.AccessKeyId = "UNKNOWNACCESSKEY";
                    break;
                default:
                    options.Bucket = "no-such-bucket";
                    break;
            }
        });

        var findings = await application.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation);

        Assert.Equal(code, Assert.Single(findings, finding => finding.Severity == FindingSeverity.Error).Code);
        Assert.DoesNotContain(findings, finding => finding.Message.Contains("not-the-secret", StringComparison.Ordinal));
    }

    private void AsOther(S3StoreOptions options) =>
        (options.AccessKeyId, options.SecretAccessKey) = (_store.OtherAccessKey, _store.OtherSecret);

    private ServiceProvider Application(Action<S3StoreOptions> change) =>
        _store.CreateApplication(kit => kit.Services.Configure<PresignKitOptions>(options => options.PageOrigins.Add(Page)), options =>
        {
            options.Bucket = Bucket;
            change(options);
        });
}
