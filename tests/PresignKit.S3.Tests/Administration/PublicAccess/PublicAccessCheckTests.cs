using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Administration.PublicAccess;

/// <summary>The check at start reports a bucket that is open to everybody, and leaves nothing in it.</summary>
public sealed class PublicAccessCheckTests
{
    private const string PublicPolicy =
        """{"Version":"2012-10-17","Statement":[{"Sid":"Open","Effect":"Allow","Principal":"*","Action":["s3:GetObject"],"""
            + "\"Resource\":\"arn:aws:s3:::media-bucket/*\"}]}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("list", "list its objects")]
    [InlineData("read", "read its objects")]
    [InlineData("write", "write its objects")]
    [InlineData("delete", "delete its objects")]
    public async Task Check_UnsignedRequestAccepted_IsAnErrorThatNamesWhatIsOpen(string open, string expected)
    {
        var (findings, scripted) = await CheckAsync(request => Answer(request, open));

        var finding = Assert.Single(findings);
        Assert.Equal((FindingCodes.BucketPublic, FindingSeverity.Error), (finding.Code, finding.Severity));
        Assert.Contains($"anyone can {expected} without a signature", finding.Message, StringComparison.Ordinal);
        Assert.Contains("public access block", finding.Message, StringComparison.Ordinal);
        Assert.Equal(open == "read", finding.Message.Contains("Stores:media:AllowPublicReads", StringComparison.Ordinal));
        Assert.All(
            scripted.Requests.Where(r => r.Method == "PUT"), r => Assert.Equal("1B2M2Y8AsgTpgAmY7PhCfg==", r.Header("Content-MD5")));
    }

    [Fact]
    public async Task Check_PublicReadsOnPurpose_AreInformation()
    {
        var (findings, _) = await CheckAsync(request => Answer(request, "read"), o => o.AllowPublicReads = true);

        var finding = Assert.Single(findings);
        Assert.Equal((FindingCodes.BucketPublic, FindingSeverity.Information), (finding.Code, finding.Severity));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("write")]
    [InlineData("delete")]
    public async Task Check_PublicReadsOnPurpose_PermitNothingElse(string open)
    {
        var (findings, _) = await CheckAsync(request => Answer(request, open), o => o.AllowPublicReads = true);

        Assert.Equal(FindingSeverity.Error, Assert.Single(findings).Severity);
    }

    /// <summary>The bucket is empty, so that only the error tells: a sender who may neither list nor read gets 403 for a missing object.</summary>
    [Fact]
    public async Task Check_EmptyBucketThatEverybodyCanRead_IsAnError()
    {
        var (findings, _) = await CheckAsync(request => request switch
        {
            { IsAnonymous: true, Method: "GET", IsListing: false } => ScriptedAnswer.Error(404, "NoSuchKey"),
            { IsAnonymous: false, IsListing: true } => ScriptedAnswer.Listing(),
            _ => Answer(request, "nothing"),
        });

        Assert.Contains("GET of a missing object: 404", Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    /// <summary>A store that compares digests before it looks at the caller proves nothing by that.</summary>
    [Fact]
    public async Task Check_DigestIsComparedFirst_IsNotOpen()
    {
        var (findings, _) = await CheckAsync(request => request.Method == "PUT" ? ScriptedAnswer.Error(400, "BadDigest") : Answer(request, "nothing"));

        Assert.Empty(findings);
    }

    [Fact]
    public async Task Check_StoreIgnoresDigestAndCaller_WhatWasStoredIsRemoved()
    {
        var (findings, scripted) = await CheckAsync(request => request switch
        {
            { Method: "PUT", IsAnonymous: true } => new(200, "", ("x-amz-version-id", "v7")),
            { Method: "DELETE", IsAnonymous: false } => new(204),
            _ => Answer(request, "nothing"),
        });

        Assert.Equal(FindingSeverity.Error, Assert.Single(findings).Severity);
        Assert.All(
            scripted.Requests.Where(r => r.Method == "PUT"),
            put => Assert.Contains(
                scripted.Requests, r => r.Method == "DELETE" && r.Path == put.Path && r.Query.Contains("versionId=v7", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Check_VersionsAreKept_SendsNoDeletion()
    {
        var (_, scripted) = await CheckAsync(request =>
            IsAbout(request, "versioning")
                ? new(200, "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")
                : Answer(request, "nothing"));

        Assert.DoesNotContain(scripted.Requests, r => r.Method == "DELETE");
    }

    /// <summary>Ceph 18 keeps the setting, and lets everybody in all the same.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("RestrictPublicBuckets")]
    public async Task Check_PolicyOpensAFolderOfAStoreThatIsNotAmazons_IsAnErrorWhateverIsBlocked(string block)
    {
        var policy = PublicPolicy.Replace("media-bucket/*", "media-bucket/public/*", StringComparison.Ordinal);
        var (findings, _) = await CheckAsync(request =>
            IsAbout(request, "policy") ? new(200, policy)
            : IsAbout(request, "publicAccessBlock") && block.Length > 0
                ? new(200, $"<PublicAccessBlockConfiguration><{block}>true</{block}></PublicAccessBlockConfiguration>")
            : Answer(request, "nothing"));

        Assert.Equal(FindingSeverity.Error, Assert.Single(findings).Severity);
        Assert.All(
            findings,
            f => Assert.Contains("statement 'Open' of the bucket policy allows everybody s3:GetObject on ", f.Message, StringComparison.Ordinal));
    }

    /// <summary>A public access block of the account cannot be read here, but its effect shows.</summary>
    [Fact]
    public async Task Check_PolicyThatTheStoreDoesNotApply_IsAWarning()
    {
        var (findings, _) = await CheckAsync(request => IsAbout(request, "policy") ? new(200, PublicPolicy) : Answer(request, "nothing"));

        Assert.Equal((FindingCodes.BucketPublic, FindingSeverity.Warning), (Assert.Single(findings).Code, findings[0].Severity));
        Assert.Contains("which the store refuses nevertheless", findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_PolicyOpensItToThisNetwork_IsAWarning()
    {
        var policy = PublicPolicy.Replace(
            "\"Resource\"", "\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}},\"Resource\"", StringComparison.Ordinal);
        var (findings, _) = await CheckAsync(request => IsAbout(request, "policy") ? new(200, policy) : Answer(request, "read"));

        Assert.Equal((FindingCodes.BucketPublic, FindingSeverity.Warning), (Assert.Single(findings).Code, findings[0].Severity));
        Assert.Contains("in this machine's network", findings[0].Message, StringComparison.Ordinal);
    }

    /// <summary>Every account of the store is everybody who wants one, which no request without a signature shows.</summary>
    [Theory]
    [InlineData("AllUsers", "")]
    [InlineData("AuthenticatedUsers", "")]
    [InlineData("AllUsers", "IgnorePublicAcls")]
    public async Task Check_AclGrantsToAGroup_IsReportedUnlessIgnored(string group, string block)
    {
        var (findings, _) = await CheckAsync(request =>
            IsAbout(request, "acl") ? new(
                200,
                $"<AccessControlPolicy><AccessControlList><Grant><Grantee><URI>http://acs.amazonaws.com/groups/global/{group}</URI></Grantee>"
                    + "<Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>")
            : IsAbout(request, "publicAccessBlock") && block.Length > 0
                ? new(200, $"<PublicAccessBlockConfiguration><{block}>true</{block}></PublicAccessBlockConfiguration>")
            : Answer(request, "nothing"));

        Assert.Equal(block.Length == 0 ? FindingSeverity.Error : null, findings.SingleOrDefault()?.Severity);
    }

    [Fact]
    public async Task Check_PolicyMayNotBeRead_TheStoresVerdictCounts()
    {
        var (findings, _) = await CheckAsync(request =>
            IsAbout(request, "policyStatus") ? new(200, "<PolicyStatus><IsPublic>true</IsPublic></PolicyStatus>") : Answer(request, "nothing"));

        Assert.Contains("GetBucketPolicyStatus", Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    /// <summary>What was not answered must not look like a bucket that is closed: what an earlier check found would be taken back.</summary>
    [Theory]
    [InlineData("anonymous")]
    [InlineData("policy")]
    [InlineData("acl")]
    public async Task Check_StoreIsBusyHalfway_SaysThatItCouldNotBeChecked(string busy)
    {
        await using var scripted = await ScriptedStore.StartAsync(request =>
            (busy == "anonymous" ? request.IsAnonymous : IsAbout(request, busy)) ? ScriptedAnswer.Error(503, "SlowDown") : Answer(request, "nothing"));
        scripted.AnswersAnonymous = true;
        await using var services = scripted.Application();

        var findings = await services.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation);

        Assert.Equal(FindingSeverity.Warning, Assert.Single(findings, f => f.Code == FindingCodes.StoreBusy).Severity);
    }

    /// <summary>Advice that repeated the statement would be an approval.</summary>
    [Fact]
    public async Task EnsureBucketPolicy_PublicAllow_IsRefusedAndNotMerged()
    {
        await using var scripted = await ScriptedStore.StartAsync(request =>
            IsAbout(request, "policy") ? new(200, PublicPolicy) : Answer(request, "nothing"));
        await using var services = scripted.Application();
        var setup = services.GetRequiredService<IStoreSetup>();

        foreach (var outcome in new[] { await setup.CompareBucketPolicyAsync(Cancellation), await setup.EnsureBucketPolicyAsync(Cancellation) })
        {
            Assert.Equal((SetupStatus.Unsafe, false), (outcome.Status, outcome.IsSufficient));
            Assert.Contains("statement 'Open'", outcome.Message, StringComparison.Ordinal);
            Assert.Contains("Stores:media:AllowPublicReads", outcome.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("\"Open\"", outcome.Configuration, StringComparison.Ordinal);
            Assert.DoesNotContain("\"Open\"", outcome.Command, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(scripted.Requests, r => r.Method == "PUT");
    }

    [Fact]
    public async Task CompareBucketPolicy_PublicReadsOnPurpose_AreKept()
    {
        await using var scripted = await ScriptedStore.StartAsync(request =>
            IsAbout(request, "policy") ? new(200, PublicPolicy) : Answer(request, "nothing"));
        await using var services = scripted.Application(o => o.AllowPublicReads = true);

        var outcome = await services.GetRequiredService<IStoreSetup>().CompareBucketPolicyAsync(Cancellation);

        Assert.Equal(SetupStatus.Missing, outcome.Status);
        Assert.Contains("\"Open\"", outcome.Configuration, StringComparison.Ordinal);
    }

    /// <summary>Browsers ask at the URL of the object, and some stores answer nothing at the bucket's own.</summary>
    [Fact]
    public async Task Cors_PreflightIsAskedAtObjectUrls()
    {
        await using var scripted = await ScriptedStore.StartAsync(request => request switch
        {
            { Method: "OPTIONS" } when request.Path.StartsWith("/media-bucket/", StringComparison.Ordinal) => new(
                200,
                "",
                ("Access-Control-Allow-Origin", "*"),
                ("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST"),
                ("Access-Control-Allow-Headers", "*")),
            _ when IsAbout(request, "cors") => ScriptedAnswer.Error(501, "NotImplemented"),
            _ => ScriptedAnswer.Error(401, "AccessDenied"),
        });
        await using var services = scripted.Application();

        var outcome = await services.GetRequiredService<IStoreSetup>().CompareCorsAsync(["https://app.example.com"], Cancellation);

        Assert.Equal(SetupStatus.Sufficient, outcome.Status);
    }

    private static bool IsAbout(ScriptedRequest request, string what) =>
        request.Method == "GET" && Regex.IsMatch(request.Query, $"[?&]{what}(=|&|$)", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static ScriptedAnswer Answer(ScriptedRequest request, string open) => request switch
    {
        { IsAnonymous: true, IsListing: true } when open == "list" => ScriptedAnswer.Listing("a.mp4"),
        { IsAnonymous: true, Method: "HEAD" } when open == "read" => new(200),
        { IsAnonymous: true, Method: "PUT" } when open == "write" => ScriptedAnswer.Error(400, "BadDigest"),
        { IsAnonymous: true, Method: "DELETE" } when open == "delete" => new(204),
        { IsAnonymous: true } => ScriptedAnswer.Error(403, "AccessDenied"),
        { IsListing: true } => ScriptedAnswer.Listing("a.mp4"),
        { Method: "GET" } when IsAbout(request, "versioning") => new(200, "<VersioningConfiguration/>"),
        { Method: "GET" } when IsAbout(request, "policy") => ScriptedAnswer.Error(403, "AccessDenied"),
        _ => ScriptedAnswer.Error(403, "AccessDenied"),
    };

    private static async Task<(IReadOnlyList<StoreFinding> Findings, ScriptedStore Scripted)> CheckAsync(
        Func<ScriptedRequest, ScriptedAnswer> answer, Action<S3StoreOptions>? change = null)
    {
        await using var scripted = await ScriptedStore.StartAsync(answer);
        scripted.AnswersAnonymous = true;
        await using var services = scripted.Application(change);
        var findings = await services.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation);
        return ([.. findings.Where(f => f.Code == FindingCodes.BucketPublic)], scripted);
    }
}
