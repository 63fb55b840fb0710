using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Probing;

/// <summary>Buckets that are open to everybody, that keep what is deleted, and stores that verify nothing, as a probe sees them.</summary>
public sealed class OpenStoreProbeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "read its objects")]
    [InlineData("PUT", "write its objects")]
    [InlineData("DELETE", "delete its objects")]
    public async Task Probe_UnsignedRequestAccepted_IsAnError(string method, string expected)
    {
        var report = await ProbeAsync(request => request.IsAnonymous && request.Method == method && !request.IsListing ? new(200) : Closed(request));

        var row = report.Checks.Single(c => c.Name == "Unsigned");
        Assert.Equal(ProbeOutcome.NotEnforced, row.Outcome);
        Assert.StartsWith(method, row.Evidence, StringComparison.Ordinal);
        var finding = Assert.Single(report.Findings, f => f.Code == FindingCodes.BucketPublic);
        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.Contains(expected, finding.Message, StringComparison.Ordinal);
        Assert.Contains("no guarantee of the store holds", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_UnsignedUploadStarted_IsAborted()
    {
        await using var scripted = await ScriptedStore.StartAsync(request =>
            request.Method == "POST" && request.Query == "?uploads"
                ? new(200, "<InitiateMultipartUploadResult><UploadId>theirs</UploadId></InitiateMultipartUploadResult>")
                : Closed(request));

        var report = await ProbeAsync(scripted);

        Assert.Contains("CreateMultipartUpload: 200", report.Checks.Single(c => c.Name == "Unsigned").Evidence, StringComparison.Ordinal);
        Assert.Contains(scripted.Requests, r => r.Method == "DELETE" && r.Query.Contains("uploadId=theirs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Probe_PublicReadsOnPurpose_AreInformation()
    {
        var report = await ProbeAsync(
            request => request.IsAnonymous && request.Method == "GET" && !request.IsListing ? new(200) : Closed(request), o => o.AllowPublicReads = true);

        var row = report.Checks.Single(c => c.Name == "Unsigned");
        Assert.Equal(ProbeOutcome.Enforced, row.Outcome);
        Assert.EndsWith("GET: accepted, as AllowPublicReads permits", row.Evidence, StringComparison.Ordinal);
        Assert.Equal(FindingSeverity.Information, Assert.Single(report.Findings, f => f.Code == FindingCodes.BucketPublic).Severity);
    }

    /// <summary>The page of a proxy is no list of the bucket.</summary>
    [Fact]
    public async Task Probe_UnsignedListIsAPage_IsNotOpen()
    {
        var report = await ProbeAsync(request => request is { IsAnonymous: true, IsListing: true } ? new(200, "<html>welcome</html>") : Closed(request));

        Assert.Equal(ProbeOutcome.Enforced, report.Checks.Single(c => c.Name == "Unsigned").Outcome);
    }

    /// <summary>A store that accepts the use of a GET for DELETE has removed the object before the next attempt.</summary>
    [Fact]
    public async Task Probe_ObjectDeletedByAnAttempt_SpoilsNoOtherRow()
    {
        var deleted = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        var report = await ProbeAsync(request =>
        {
            switch (request)
            {
                case { Method: "DELETE" }:
                    deleted[request.Path] = true;
                    return new(204);
                case { Method: "GET" } when deleted.ContainsKey(request.Path):
                    return ScriptedAnswer.Error(404, "NoSuchKey");
                case { Method: "GET" } when request.Query.Contains("response-content-type", StringComparison.Ordinal):
                    return ScriptedAnswer.Error(403, "SignatureDoesNotMatch");
                default:
                    return Closed(request);
            }
        });

        Assert.Equal(ProbeOutcome.NotEnforced, report.Checks.Single(c => c.Name == "Method").Outcome);
        var parameters = report.Checks.Single(c => c.Name == "Parameters");
        Assert.Equal((ProbeOutcome.Enforced, "response-content-type added: 403 SignatureDoesNotMatch"), (parameters.Outcome, parameters.Evidence));
    }

    [Fact]
    public async Task Probe_ObjectIsGone_IsNotMeasuredAndNotUnsupported()
    {
        var report = await ProbeAsync(request => request.Method == "HEAD" ? new(404) : Closed(request));

        var row = report.Capabilities.Single(c => c.Name == nameof(StoreProfile.HeadUrls));
        Assert.Equal((ProbeOutcome.NotTried, "as signed: 404"), (row.Outcome, row.Evidence));
    }

    /// <summary>Nothing that a probe writes to such a bucket could be removed.</summary>
    [Fact]
    public async Task Probe_DefaultRetention_IsRefusedBeforeAnythingIsWritten()
    {
        await using var scripted = await ScriptedStore.StartAsync(request =>
            request.Method == "GET" && request.Query.Contains("object-lock", StringComparison.Ordinal)
                ? new(200, "<ObjectLockConfiguration><Rule><DefaultRetention><Days>1</Days></DefaultRetention></Rule></ObjectLockConfiguration>")
                : Closed(request));

        var failure = await Assert.ThrowsAsync<StoreException>(() => ProbeAsync(scripted));

        Assert.Contains("default retention", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(scripted.Requests, r => r.Method is "PUT" or "POST" or "DELETE");
    }

    [Theory]
    [InlineData("Enabled", ProbeOutcome.NotEnforced, "versioning is Enabled: what is deleted stays as an old version; second PUT with If-None-Match: 200")]
    [InlineData("Suspended", ProbeOutcome.NotEnforced, "versioning is Suspended")]
    [InlineData("", ProbeOutcome.Enforced, "versioning is off")]
    public async Task Probe_Versioning_IsReported(string status, ProbeOutcome outcome, string expected)
    {
        var report = await ProbeAsync(request =>
            request.Method == "GET" && request.Query.Contains("versioning=", StringComparison.Ordinal)
                ? new(200, $"<VersioningConfiguration>{(status.Length > 0 ? $"<Status>{status}</Status>" : "")}</VersioningConfiguration>")
                : Closed(request));

        var row = report.Checks.Single(c => c.Name == "Unversioned");
        Assert.Equal(outcome, row.Outcome);
        Assert.StartsWith(expected, row.Evidence, StringComparison.Ordinal);
    }

    /// <summary>Freezing copies objects over 5 GB in parts, and would then not look at the version.</summary>
    [Theory]
    [InlineData(200, ProbeOutcome.NotEnforced)]
    [InlineData(412, ProbeOutcome.Enforced)]
    public async Task Probe_ConditionalCopy_CountsCopiesOfPartsToo(int ofPart, ProbeOutcome outcome)
    {
        const string wrong = "00000000000000000000000000000000";
        var report = await ProbeAsync(request => request switch
        {
            { Method: "HEAD" } => new(200, "", ("ETag", "\"e\"")),
            { Method: "POST" } when request.Query.Contains("uploads=", StringComparison.Ordinal) => new(
                200, "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"),
            { Method: "PUT" } when request.Header("x-amz-copy-source-if-match").Contains(wrong, StringComparison.Ordinal) =>
                request.Query.Contains("partNumber", StringComparison.Ordinal) && ofPart == 200
                    ? new(200)
                    : ScriptedAnswer.Error(412, "PreconditionFailed"),
            _ => Closed(request),
        });

        var row = report.Capabilities.Single(c => c.Name == nameof(StoreProfile.ConditionalCopy));
        Assert.Equal(outcome, row.Outcome);
        Assert.Contains("the same of a part", row.Evidence, StringComparison.Ordinal);
    }

    private static ScriptedAnswer Closed(ScriptedRequest request) =>
        request.IsAnonymous
            || (request.Method == "POST" && request.Query.Length == 0 && !request.Body.Contains("-Signature", StringComparison.OrdinalIgnoreCase))
            || request.Query is "?uploads" || request.Query.Contains("NOBODYKNOWS", StringComparison.Ordinal)
            ? ScriptedAnswer.Error(403, "AccessDenied")
            : request.IsListing ? ScriptedAnswer.Listing()
            : new(200);

    private static async Task<ProbeReport> ProbeAsync(Func<ScriptedRequest, ScriptedAnswer> answer, Action<S3StoreOptions>? change = null)
    {
        await using var scripted = await ScriptedStore.StartAsync(answer);
        return await ProbeAsync(scripted, change);
    }

    private static async Task<ProbeReport> ProbeAsync(ScriptedStore scripted, Action<S3StoreOptions>? change = null)
    {
        scripted.AnswersAnonymous = true;
        await using var services = scripted.Application(change);
        return await services.GetRequiredService<IStoreSetup>().ProbeAsync(cancellationToken: Cancellation);
    }
}
