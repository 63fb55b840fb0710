using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Administration.Checks;

/// <summary>A bucket with Object Lock, where the holder of a PUT can make an object that nobody can delete.</summary>
public sealed class ObjectLockCheckTests
{
    private const string Enabled =
        """<ObjectLockConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>""";

    private static readonly ScriptedAnswer Locked = new(200, Enabled);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Capability.No, false)]
    [InlineData(Capability.Unknown, false)]
    [InlineData(Capability.No, true)]
    [InlineData(Capability.Unknown, true)]
    public async Task Check_PutsToBucketWithObjectLock_IsAWarningThatSaysWhatToDo(Capability isolatedPut, bool hasUploadCredentials)
    {
        var (finding, scripted) = await CheckAsync(Locked, Own(isolatedPut), UploadTransport.Put, hasUploadCredentials);

        Assert.Equal(FindingSeverity.Warning, finding?.Severity);
        Assert.Contains("the holder of a PUT URL can add x-amz-object-lock-mode", finding!.Message, StringComparison.Ordinal);
        Assert.Contains("Use a bucket without Object Lock, or upload by form", finding.Message, StringComparison.Ordinal);
        Assert.Contains("Stores:media:Profile to 'ceph-patched'", finding.Message, StringComparison.Ordinal);
        Assert.Equal(hasUploadCredentials, finding.Message.Contains("also if upload-only credentials sign the URL", StringComparison.Ordinal));
        Assert.Single(scripted.Requests, IsAboutLocks);
    }

    /// <summary>A profile that a probe must confirm first counts as what holds until then.</summary>
    [Fact]
    public async Task Check_ProfileIsNotConfirmed_IsAWarning()
    {
        var (finding, _) = await CheckAsync(Locked, Own(Capability.Yes) with { UntilConfirmed = Own(Capability.No) }, UploadTransport.Put);

        Assert.Equal(FindingSeverity.Warning, finding?.Severity);
    }

    [Theory]
    [InlineData(404, "ObjectLockConfigurationNotFoundError")]
    [InlineData(403, "AccessDenied")]
    [InlineData(405, "MethodNotAllowed")]
    [InlineData(501, "NotImplemented")]
    [InlineData(503, "SlowDown")]
    public async Task Check_StoreHasNoObjectLockOrDoesNotSay_FindsNothing(int status, string code)
    {
        var (finding, _) = await CheckAsync(ScriptedAnswer.Error(status, code), Own(Capability.No), UploadTransport.Put);

        Assert.Null(finding);
    }

    [Theory]
    [InlineData("<ObjectLockConfiguration/>")]
    [InlineData("<ObjectLockConfiguration><ObjectLockEnabled>Disabled</ObjectLockEnabled></ObjectLockConfiguration>")]
    [InlineData("<ListBucketResult><ObjectLockEnabled>Enabled</ObjectLockEnabled></ListBucketResult>")]
    [InlineData("Enabled")]
    [InlineData("")]
    public async Task Check_AnswerOfAnotherKind_FindsNothing(string body)
    {
        var (finding, _) = await CheckAsync(new(200, body), Own(Capability.No), UploadTransport.Put);

        Assert.Null(finding);
    }

    /// <summary>Forms and parts cannot lock anything, and a store that refuses unsigned headers confines a PUT.</summary>
    [Theory]
    [InlineData("form")]
    [InlineData("part")]
    [InlineData("isolated")]
    public async Task Check_LocksAreOutOfReach_AsksNothing(string kind)
    {
        var (finding, scripted) = kind switch
        {
            "form" => await CheckAsync(Locked, Own(Capability.No), UploadTransport.Post),
            "part" => await CheckAsync(Locked, S3Profiles.Ceph with { Name = "own" }, UploadTransport.Put, hasUploadCredentials: true),
            _ => await CheckAsync(Locked, Own(Capability.Yes), UploadTransport.Put),
        };

        Assert.Null(finding);
        Assert.DoesNotContain(scripted.Requests, IsAboutLocks);
    }

    /// <summary>An accepted upload could not be locked. Only an answer that says so counts.</summary>
    [Theory]
    [InlineData(404, "ObjectLockConfigurationNotFoundError", true)]
    [InlineData(501, "NotImplemented", true)]
    [InlineData(403, "AccessDenied", false)]
    [InlineData(503, "SlowDown", false)]
    public async Task Check_PoliciesLockButBucketCannot_IsAnError(int status, string code, bool isFound)
    {
        var profile = Own(Capability.Yes) with { ObjectRetention = Capability.Yes };
        var (finding, _) = await CheckAsync(
            ScriptedAnswer.Error(status, code), profile, UploadTransport.Put, code: FindingCodes.ObjectLockMissing, retention: TimeSpan.FromDays(1));

        Assert.Equal(isFound ? FindingSeverity.Error : null, finding?.Severity);
        Assert.True(finding is null || finding.Message.Contains("Enable Object Lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_PoliciesLockAndBucketCan_FindsNothing()
    {
        var profile = Own(Capability.Yes) with { ObjectRetention = Capability.Yes };
        var (finding, scripted) = await CheckAsync(
            Locked, profile, UploadTransport.Put, code: FindingCodes.ObjectLockMissing, retention: TimeSpan.FromDays(1));

        Assert.Null(finding);
        Assert.Single(scripted.Requests, IsAboutLocks);
    }

    private static StoreProfile Own(Capability isolatedPut) => TestApp.Direct(S3Profiles.Ceph) with { Name = "own", IsolatedPut = isolatedPut };

    private static bool IsAboutLocks(ScriptedRequest request) =>
        request.Method == "GET" && request.Query.Contains("&object-lock=", StringComparison.Ordinal);

    private static async Task<(StoreFinding? Finding, ScriptedStore Scripted)> CheckAsync(
        ScriptedAnswer answer,
        StoreProfile profile,
        UploadTransport transport,
        bool hasUploadCredentials = false,
        string code = FindingCodes.ObjectLockUnconfined,
        TimeSpan? retention = null)
    {
        await using var scripted = await ScriptedStore.StartAsync(request => request switch
        {
            { IsListing: true } => ScriptedAnswer.Listing("a.mp4"),
            _ when IsAboutLocks(request) => answer,
            _ => ScriptedAnswer.Error(403, "AccessDenied"),
        });
        await using var services = scripted.Application(
            options =>
            {
                options.Profile = profile;
                options.UploadCredentials = hasUploadCredentials ? new() { AccessKeyId = "AKIDUPLOADER", SecretAccessKey = "uploader-secret" } : null;
            },
            presignKit => presignKit.AddVideoPolicy(policy => (policy.Transport, policy.RetentionPeriod) = (transport, retention)));
        var findings = await services.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation);
        return (findings.SingleOrDefault(finding => finding.Code == code), scripted);
    }
}
