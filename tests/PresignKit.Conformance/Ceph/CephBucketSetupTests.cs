using System.Net;
using System.Text.Json;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Stores;
using PresignKit.S3;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Ceph;

/// <summary>
/// Bucket policy and lifecycle on a real gateway, which accepts conditions on how a request was signed, but ignores them. The setup must
/// detect and report that, and must not leave such a policy in place.
/// </summary>
public abstract class CephBucketSetupTests(CephStores ceph) : IAsyncLifetime
{
    private const string Bucket = "conformance-setup";

    private const string Theirs =
        """{"Version":"2012-10-17","Statement":[{"Sid":"Theirs","Effect":"Allow","Principal":{"AWS":["arn:aws:iam:::user/other"]}"""
            + ""","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::conformance-setup/shared/*"]}]}""";

    private const string PlainHttp =
        """{"Version":"2012-10-17","Statement":[{"Sid":"P","Effect":"Deny","Principal":"*","Action":"s3:"""
            + """*","Resource":"arn:aws:s3:::conformance-setup/*","Condition":{"OPERATOR":{"aws:SecureTransport":"false"}}}]}""";

    private static readonly byte[] Body = [.. "\0\0\0\u0018ftypisom\0\0\u0002\0isomiso2"u8];

    private readonly CephStore _store = ceph.Path;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using var owner = _store.CreateClient();
        await owner.PutBucketAsync(Bucket, Cancellation);
        await owner.DeleteBucketPolicyAsync(Bucket, Cancellation);
        await owner.DeleteLifecycleConfigurationAsync(Bucket, Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task EnsureBucketPolicy_ConditionsIgnored_IsNotOfferedAndRestoresFormerPolicy()
    {
        using var owner = _store.CreateClient();
        await owner.PutBucketPolicyAsync(Bucket, Theirs, Cancellation);
        await using var application = Application();

        var outcome = await Setup(application).EnsureBucketPolicyAsync(Cancellation);

        Assert.Equal(SetupStatus.NotOffered, outcome.Status);
        Assert.Contains("does not enforce it", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(Theirs, (await owner.GetBucketPolicyAsync(Bucket, Cancellation)).Policy);
    }

    /// <summary>What the gateway does with each condition if the policy is set by hand.</summary>
    [Fact]
    public async Task BucketPolicy_SetByHand_DeniesNothingAndApplicationWorks()
    {
        using var owner = _store.CreateClient();
        await using var application = Application(kit => kit.Services.Configure<PresignKitOptions>(options => options.ExpectBucketPolicy = true));
        var compared = await Setup(application).CompareBucketPolicyAsync(Cancellation);
        Assert.Equal(SetupStatus.Missing, compared.Status);
        Assert.Contains(await Setup(application).CheckAsync(Cancellation), f => f.Code == FindingCodes.BucketPolicyMissing);

        await owner.PutBucketPolicyAsync(Bucket, compared.Configuration, Cancellation);

        var key = await CompleteAsync(application);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(key, TimeSpan.FromHours(5)));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(key, TimeSpan.Zero));
        Assert.Equal(HttpStatusCode.OK, (await owner.GetObjectAsync(Bucket, key, Cancellation)).HttpStatusCode);
        Assert.Equal(SetupStatus.NotOffered, (await Setup(application).CompareBucketPolicyAsync(Cancellation)).Status);
        Assert.Contains(
            await Setup(application).CheckAsync(Cancellation), f => f is { Code: FindingCodes.BucketPolicyNotOffered, Severity: FindingSeverity.Warning });
    }

    /// <summary>
    /// For plain http, the gateway omits aws:SecureTransport, so only <c>IfExists</c> denies it. PresignKit writes that for stores other than
    /// Amazon S3.
    /// </summary>
    [Theory]
    [InlineData("Bool", HttpStatusCode.OK)]
    [InlineData("BoolIfExists", HttpStatusCode.Forbidden)]
    public async Task BucketPolicy_PlainHttp_IsDeniedOnlyByIfExistsAndCanBeWithdrawn(string comparison, HttpStatusCode expected)
    {
        using var owner = _store.CreateClient();
        await using var application = Application();
        var key = await CompleteAsync(application);

        await owner.PutBucketPolicyAsync(
            Bucket,
            PlainHttp.Replace("OPERATOR", comparison, StringComparison.Ordinal),
            Cancellation);

        Assert.Equal(expected, await GetAsync(key, TimeSpan.Zero));
        await owner.DeleteBucketPolicyAsync(Bucket, Cancellation);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(key, TimeSpan.Zero));
    }

    [Fact]
    public async Task EnsureBucketPolicy_AccountWithoutPermission_SaysWhatToRun()
    {
        await using var application = Application(change: AsOther);

        var outcome = await Setup(application).EnsureBucketPolicyAsync(Cancellation);

        Assert.Equal(SetupStatus.NotPermitted, outcome.Status);
        Assert.Contains("s3:PutBucketPolicy", outcome.Message, StringComparison.Ordinal);
        Assert.Contains($"put-bucket-policy --bucket {Bucket} ", outcome.Command, StringComparison.Ordinal);
        Assert.DoesNotContain(_store.OtherSecret, $"{outcome}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnsureLifecycle_TwiceWithOtherRules_KeepsThemAndChangesNothingSecondTime()
    {
        using var owner = _store.CreateClient();
        await owner.PutLifecycleConfigurationAsync(
            new()
            {
                BucketName = Bucket,
                Configuration = new()
                {
                    Rules =
                    [
                        new()
                        {
                            Id = "theirs",
                            Status = Amazon.S3.LifecycleRuleStatus.Enabled,
                            Filter = new()
                            {
                                LifecycleFilterPredicate = new LifecycleAndOperator
                                {
                                    Operands =
                                    [
                                        new LifecyclePrefixPredicate { Prefix = "logs/" },
                                        new LifecycleTagPredicate { Tag = new() { Key = "a", Value = "b" } },
                                        new LifecycleTagPredicate { Tag = new() { Key = "c", Value = "d" } },
                                    ],
                                },
                            },
                            Expiration = new() { Days = 3 },
                        },
                    ],
                },
            },
            Cancellation);
        await using var application = Application(kit => kit.Services.Configure<PresignKitOptions>(options => options.ExpectLifecycle = true));
        Assert.Contains(
            await Setup(application).CheckAsync(Cancellation),
            f => f is { Code: FindingCodes.LifecycleMissing, Severity: FindingSeverity.Warning });

        var first = await Setup(application).EnsureLifecycleAsync(Cancellation);
        var second = await Setup(application).EnsureLifecycleAsync(Cancellation);

        Assert.Equal(SetupStatus.Changed, first.Status);
        Assert.Equal(SetupStatus.Sufficient, second.Status);
        Assert.DoesNotContain(await Setup(application).CheckAsync(Cancellation), f => f.Code.StartsWith("lifecycle", StringComparison.Ordinal));
        var rules = JsonDocument.Parse((await Setup(application).CompareLifecycleAsync(Cancellation)).Configuration!).RootElement.GetProperty("Rules")
            .EnumerateArray()
            .ToDictionary(r => r.GetProperty("ID").GetString()!);
        Assert.Equal(
            ["presignkit-ceph:abandoned-1", "presignkit-ceph:abandoned-2", "presignkit-ceph:unfinished", "theirs"],
            rules.Keys.Select(id => id.Replace(Setup(application).StoreName, "ceph", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        // The gateway returns the filter in a form that it does not accept: sent back unchanged, the rule would apply to the whole bucket.
        var theirs = rules["theirs"].GetProperty("Filter").GetProperty("And");
        Assert.Equal("logs/", theirs.GetProperty("Prefix").GetString());
        Assert.Equal(2, theirs.GetProperty("Tags").GetArrayLength());
    }

    [Fact]
    public async Task EnsureLifecycle_AccountWithoutPermission_SaysWhatToRun()
    {
        await using var application = Application(change: AsOther);

        var outcome = await Setup(application).EnsureLifecycleAsync(Cancellation);

        Assert.Equal(SetupStatus.NotPermitted, outcome.Status);
        Assert.Contains("s3:PutLifecycleConfiguration", outcome.Message, StringComparison.Ordinal);
        Assert.Contains($"put-bucket-lifecycle-configuration --bucket {Bucket} ", outcome.Command, StringComparison.Ordinal);
    }

    private static IStoreSetup Setup(IServiceProvider services) => services.GetRequiredService<IStoreSetup>();

    private void AsOther(S3StoreOptions options) =>
        (options.AccessKeyId, options.SecretAccessKey) = (_store.OtherAccessKey, _store.OtherSecret);

    private ServiceProvider Application(Action<PresignKitBuilder>? configure = null, Action<S3StoreOptions>? change = null) => _store.CreateApplication(
        kit =>
        {
            kit.AddUploadPolicy(Browser.Put, policy =>
            {
                policy.AllowedContentTypes.Add("video/mp4");
                (policy.MaximumSize, policy.Key) = (1000, "incoming/{id}{ext}");
                policy.AllowUnenforced = (GuaranteeKinds)~0;
            });
            configure?.Invoke(kit);
        },
        options =>
        {
            options.Bucket = Bucket;
            change?.Invoke(options);
        });

    /// <summary>Opens a slot, uploads, and completes, which freezes the object. Returns the frozen key.</summary>
    private async Task<string> CompleteAsync(IServiceProvider services)
    {
        var slot = await services.GetRequiredService<IPresignedUrlIssuer>().OpenAsync(Browser.Put, Body);
        await Browser.AssertStoredAsync(await _store.UploadAsync(slot, Body));
        var verified = await services.GetRequiredService<IUploadVerifier>().VerifyAsync(slot.Declaration, Cancellation);
        Assert.True(verified.IsVerified, $"{verified.Outcome} {verified.Reason}");
        Assert.StartsWith("accepted/", verified.Key.Value, StringComparison.Ordinal);
        return verified.Key.Value;
    }

    /// <summary>Sends a GET with a signature of this age that is valid for six hours.</summary>
    private async Task<HttpStatusCode> GetAsync(string key, TimeSpan age)
    {
        var options = _store.Options();
        var url = new UrlPresigner(
            BucketEndpoint.Create(options.Endpoint!, Bucket, BucketAddressing.Path),
            new(options.AccessKeyId!, options.SecretAccessKey!),
            _store.Region).Presign(new()
        {
            Method = "GET", Target = PresignTarget.ForObject(key), SignedAt = TimeProvider.System.GetUtcNow() - age, Lifetime = TimeSpan.FromHours(6),
        });
        using var answer = await _store.Client.GetAsync(new Uri(url), Cancellation);
        return answer.StatusCode;
    }
}
