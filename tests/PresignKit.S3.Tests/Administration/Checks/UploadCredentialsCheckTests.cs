using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Administration.Checks;

/// <summary>The account that signs uploads can write where they go and do nothing else. The check leaves nothing behind.</summary>
public sealed class UploadCredentialsCheckTests(LocalStore store) : IClassFixture<LocalStore>
{
    private const string Uploader = "AKIDUPLOADER";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_WriteOnlyAccount_FindsNothing()
    {
        var (findings, scripted) = await CheckAsync(AnswerCorrectly);

        Assert.Empty(findings);
        var put = Assert.Single(scripted.Requests, r => r.Method == "PUT" && IsUploader(r));
        Assert.StartsWith("/media-bucket/incoming/presignkit-check/", put.Path, StringComparison.Ordinal);
        Assert.Equal("bucket-owner-full-control", put.Header("x-amz-acl"));
        Assert.DoesNotContain(scripted.Requests, r => r.Method == "DELETE");
    }

    [Fact]
    public async Task Check_AccountCannotWrite_IsAnErrorThatNamesThePrefix()
    {
        var (findings, _) = await CheckAsync(r => r.Method == "PUT" ? ScriptedAnswer.Error(403, "AccessDenied") : AnswerCorrectly(r));

        var finding = Assert.Single(findings);
        Assert.Equal((FindingCodes.UploadCredentialsDenied, FindingSeverity.Error), (finding.Code, finding.Severity));
        Assert.Contains("s3:PutObject on media-bucket/incoming/*", finding.Message, StringComparison.Ordinal);
        Assert.Contains("Stores:media:UploadCredentials", finding.Message, StringComparison.Ordinal);
    }

    /// <summary>The folder depends on a slot's values, so an account that can write to only one folder may be correct.</summary>
    [Theory]
    [InlineData(403, FindingCodes.UploadCredentialsUnchecked)]
    [InlineData(400, null)]
    public async Task Check_TemplateBeginsWithToken_WarnsUnlessAccountCanWriteAnywhere(int status, string? code)
    {
        var (findings, _) = await CheckAsync(
            r => r.Method == "PUT" ? ScriptedAnswer.Error(status, status == 403 ? "AccessDenied" : "BadDigest") : AnswerCorrectly(r),
            template: "{tenant}/{id}{ext}");

        Assert.Equal(code, findings.SingleOrDefault()?.Code);
        Assert.DoesNotContain(findings, finding => finding.Severity == FindingSeverity.Error);
    }

    [Fact]
    public async Task Check_AccountCanList_IsAWarning()
    {
        var (findings, _) = await CheckAsync(r => r.IsListing ? ScriptedAnswer.Listing("users/other.mp4") : AnswerCorrectly(r));

        var finding = Assert.Single(findings);
        Assert.Equal((FindingCodes.UploadCredentialsTooWide, FindingSeverity.Warning), (finding.Code, finding.Severity));
        Assert.Contains("s3:ListBucket", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Capability.No, FindingSeverity.Error)]
    [InlineData(Capability.Yes, FindingSeverity.Warning)]
    public async Task Check_AccountCanRead_IsAnErrorIfIsolationDependsOnIt(Capability isolatedPut, FindingSeverity severity)
    {
        var (findings, _) = await CheckAsync(r => r.Method == "HEAD" && IsUploader(r) ? new(200) : AnswerCorrectly(r), isolatedPut);

        var finding = Assert.Single(findings);
        Assert.Equal((FindingCodes.UploadCredentialsTooWide, severity), (finding.Code, finding.Severity));
        Assert.Contains("s3:GetObject", finding.Message, StringComparison.Ordinal);
    }

    /// <summary>For example, if both come from the same environment. In an empty bucket, nothing else would reveal it.</summary>
    [Fact]
    public async Task Check_AccountIsTheBackendsOwn_IsAnError()
    {
        var (findings, _) = await CheckAsync(
            r => r.IsListing ? ScriptedAnswer.Listing() : AnswerCorrectly(r),
            change: o => (o.AccessKeyId, o.SecretAccessKey, o.Credentials) = (null, null, new Amazon.Runtime.BasicAWSCredentials(Uploader, "uploader-secret")));

        var finding = Assert.Single(findings);
        Assert.Equal((FindingCodes.UploadCredentialsTooWide, FindingSeverity.Error), (finding.Code, finding.Severity));
        Assert.Contains("the backend's own", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("uploader-secret", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_PublicObject_ProvesNothing()
    {
        var (findings, _) = await CheckAsync(r => r.Method == "HEAD" ? new(200) : AnswerCorrectly(r), answersAnonymous: true);

        Assert.Equal([FindingCodes.BucketPublic], findings.Select(f => f.Code));
    }

    [Fact]
    public async Task Check_StoreIgnoresDigest_StoredObjectIsRemoved()
    {
        var (findings, scripted) = await CheckAsync(r => r.Method == "PUT" ? new(200, "", ("x-amz-version-id", "v7")) : AnswerCorrectly(r));

        Assert.Empty(findings);
        var put = Assert.Single(scripted.Requests, r => r.Method == "PUT" && IsUploader(r));
        var deleted = Assert.Single(scripted.Requests, r => r.Method == "DELETE");
        Assert.Equal(put.Path, deleted.Path);
        Assert.Contains("versionId=v7", deleted.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_UnknownAccessKey_NamesTheSettingAndShowsNoSecret()
    {
        await using var services = store.Application(o =>
        {
            o.PublicEndpoint = "https://files.example.com";
            o.UploadCredentials = new() { AccessKeyId = Uploader, SecretAccessKey = "another-secret" };
        });

        var finding = Assert.Single(await services.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation));

        Assert.Equal((FindingCodes.AccessKeyUnknown, FindingSeverity.Error), (finding.Code, finding.Severity));
        Assert.Contains("Stores:media:UploadCredentials:AccessKeyId", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another-secret", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WrongSecret_NamesTheSetting()
    {
        var (findings, _) = await CheckAsync(r => IsUploader(r) ? ScriptedAnswer.Error(403, "SignatureDoesNotMatch") : AnswerCorrectly(r));

        var finding = Assert.Single(findings);
        Assert.Equal(FindingCodes.SecretKeyWrong, finding.Code);
        Assert.Contains("Stores:media:UploadCredentials:SecretAccessKey", finding.Message, StringComparison.Ordinal);
    }

    private static bool IsUploader(ScriptedRequest request) => request.Query.Contains(Uploader, StringComparison.Ordinal);

    /// <summary>The backend can list. The upload account can only write, and fails at the digest.</summary>
    private static ScriptedAnswer AnswerCorrectly(ScriptedRequest request) => request switch
    {
        { IsListing: true } when !IsUploader(request) => ScriptedAnswer.Listing("users/other.mp4"),
        { Method: "PUT" } => ScriptedAnswer.Error(400, "BadDigest"),
        { Method: "DELETE" } => new(204),
        _ => ScriptedAnswer.Error(403, "AccessDenied"),
    };

    private static async Task<(IReadOnlyList<StoreFinding> Findings, ScriptedStore Scripted)> CheckAsync(
        Func<ScriptedRequest, ScriptedAnswer> answer, Capability isolatedPut = Capability.No, Action<S3StoreOptions>? change = null,
        string template = "incoming/{id}{ext}", bool answersAnonymous = false)
    {
        await using var scripted = await ScriptedStore.StartAsync(answer);
        scripted.AnswersAnonymous = answersAnonymous;
        await using var services = scripted.Application(
            o =>
            {
                o.PublicEndpoint = "https://files.example.com";
                o.Profile = S3Profiles.Ceph with { Name = "own", IsolatedPut = isolatedPut };
                o.UploadCredentials = new() { AccessKeyId = Uploader, SecretAccessKey = "uploader-secret" };
                change?.Invoke(o);
            },
            presignKit => presignKit.AddVideoPolicy(policy => policy.Key = template));
        return (await services.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation), scripted);
    }
}
