using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Probing;

/// <summary>Stores with behavior that no correct server has.</summary>
public sealed class ScriptedProbeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Probe_StoreAcceptsEverything_ReportsThatNothingIsVerified()
    {
        await using var scripted = await ScriptedStore.StartAsync(request => request.IsListing ? ScriptedAnswer.Listing() : new(200));

        var report = await ProbeAsync(scripted);

        var fundamental = report.Findings.Where(f => f.Code == FindingCodes.SignatureNotVerified).ToArray();
        Assert.All(
            ["Signature", "Key", "Method", "Parameters", "Expiry"],
            name => Assert.Single(fundamental, f => f.Message.Contains($"({name}: ", StringComparison.Ordinal)));
        Assert.All(report.Findings.Where(f => f.Severity == FindingSeverity.Error), f => Assert.Contains("200", f.Message, StringComparison.Ordinal));
        Assert.All(
            [nameof(StoreProfile.SignedContentType), nameof(StoreProfile.CreateOnly), nameof(StoreProfile.IsolatedPut), nameof(StoreProfile.FormUpload)],
            name => Assert.Equal(ProbeOutcome.NotEnforced, report.Capabilities.Single(c => c.Name == name).Outcome));
    }

    [Fact]
    public async Task Probe_NoForms_IsUnsupported()
    {
        await using var scripted = await ScriptedStore.StartAsync(request =>
            request.IsListing ? ScriptedAnswer.Listing() : request.Method == "POST" ? ScriptedAnswer.Error(501, "NotImplemented") : new(200));

        var report = await ProbeAsync(scripted);

        var form = report.Capabilities.Single(c => c.Name == nameof(StoreProfile.FormUpload));
        Assert.Equal((ProbeOutcome.Unsupported, "as signed: 501 NotImplemented"), (form.Outcome, form.Evidence));
    }

    /// <summary>The store refuses the condition, not the directive: a PUT without a condition copies.</summary>
    [Fact]
    public async Task Probe_StoreRefusesEveryConditionalPut_IsNotIsolated()
    {
        await using var scripted = await ScriptedStore.StartAsync(request =>
            request.IsListing ? ScriptedAnswer.Listing() : request.Header("If-None-Match").Length > 0 ? ScriptedAnswer.Error(501, "NotImplemented") : new(200));

        var report = await ProbeAsync(scripted);

        Assert.Equal(ProbeOutcome.NotEnforced, report.Capabilities.Single(c => c.Name == nameof(StoreProfile.IsolatedPut)).Outcome);
        Assert.Equal(ProbeOutcome.Unsupported, report.Capabilities.Single(c => c.Name == nameof(StoreProfile.CreateOnly)).Outcome);
    }

    /// <summary>
    /// The store takes every directive. From some request on, it refuses whatever comes, because credentials have expired or a quota is exhausted: then
    /// nothing is known to be enforced.
    /// </summary>
    [Theory]
    [InlineData(403, "QuotaExceeded")]
    [InlineData(400, "ExpiredToken")]
    public async Task Probe_StoreRefusesEverythingFromSomeRequestOn_ConfirmsNothing(int status, string code)
    {
        for (var last = 1; last < 120; last += 5)
        {
            var accepted = 0;
            await using var scripted = await ScriptedStore.StartAsync(request =>
                request.IsListing ? ScriptedAnswer.Listing()
                : request.Method == "DELETE" || request.Query.Contains("acl", StringComparison.Ordinal) ? new(204)
                : Interlocked.Increment(ref accepted) <= last ? Answer(request) : ScriptedAnswer.Error(status, code));
            ProbeReport report;
            try
            {
                report = await ProbeAsync(scripted);
            }
            catch (StoreException)
            {
                continue; // Not even the first request was accepted.
            }

            Assert.DoesNotContain(
                report.Capabilities,
                row => row.Outcome == ProbeOutcome.Enforced
                    && row.Name is nameof(StoreProfile.IsolatedPut) or nameof(StoreProfile.IsolatedPart) or nameof(StoreProfile.SignedHeaders)
                        or nameof(StoreProfile.FormUpload) or nameof(StoreProfile.PartChecksum) or nameof(StoreProfile.FormChecksum));
        }

        static ScriptedAnswer Answer(ScriptedRequest request) => request.Query.Contains("uploads", StringComparison.Ordinal)
            ? new(200, "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>")
            : new(200, "", ("ETag", "\"e\""));
    }

    /// <summary>What the store tells counts only if it is right of objects, of parts, and of parts in its list.</summary>
    [Theory]
    [InlineData("25f9e794323b453885f5181f1b624d0b", "25f9e794323b453885f5181f1b624d0b", "rosUhgp5mIg=", "FULL_OBJECT", true, true)]
    [InlineData("25F9E794323B453885F5181F1B624D0B", "25f9e794323b453885f5181f1b624d0b", "rosUhgp5mIg=", "COMPOSITE", true, false)]
    [InlineData("25f9e794323b453885f5181f1b624d0b", "0123456789abcdef0123456789abcdef", "rosUhgp5mIg=", "", false, false)]
    [InlineData("0123456789abcdef0123456789abcdef", "25f9e794323b453885f5181f1b624d0b", "AAAAAAAAAAA=", "FULL_OBJECT", false, false)]
    [InlineData("e", "e", "", "", false, false)]
    public async Task Probe_ETagsAndCrcs_AreComparedWithTheBytes(string etag, string listed, string crc, string type, bool isMd5, bool isCrc)
    {
        await using var scripted = await ScriptedStore.StartAsync(request =>
            request.IsListing ? ScriptedAnswer.Listing()
            : request.Method == "POST" ? new(200, "<Result><UploadId>u</UploadId></Result>")
            : request.Method == "HEAD" && request.Header("x-amz-checksum-mode") == "ENABLED"
                ? new(200, "", ("x-amz-checksum-crc64nvme", crc), ("x-amz-checksum-type", type))
            : request.Method == "GET" && request.Query.Contains("uploadId", StringComparison.Ordinal)
                ? new(200, $"<ListPartsResult><Part><PartNumber>1</PartNumber><ETag>\"{listed}\"</ETag></Part></ListPartsResult>")
            : new(200, "", ("ETag", $"\"{etag}\"")));

        var report = await ProbeAsync(scripted);

        Assert.Equal(
            (isMd5 ? ProbeOutcome.Enforced : ProbeOutcome.NotEnforced, isCrc ? ProbeOutcome.Enforced : ProbeOutcome.NotEnforced),
            (Outcome(nameof(StoreProfile.ETagIsMd5)), Outcome(nameof(StoreProfile.ComputesCrc64Nvme))));

        ProbeOutcome Outcome(string name) => report.Capabilities.Single(row => row.Name == name).Outcome;
    }

    [Fact]
    public async Task Probe_NoUploadsInParts_ReportsNeitherETagNorCrc()
    {
        await using var scripted = await ScriptedStore.StartAsync(request =>
            request.IsListing ? ScriptedAnswer.Listing() : request.Method == "POST" ? ScriptedAnswer.Error(501, "NotImplemented") : new(200));

        var report = await ProbeAsync(scripted);

        Assert.All(
            [nameof(StoreProfile.ETagIsMd5), nameof(StoreProfile.ComputesCrc64Nvme)],
            name => Assert.Equal(ProbeOutcome.Unsupported, report.Capabilities.Single(row => row.Name == name).Outcome));
    }

    /// <summary>The text of an error comes from the store and may contain anything.</summary>
    [Fact]
    public async Task Probe_InvalidErrorCode_IsNotShown()
    {
        await using var scripted = await ScriptedStore.StartAsync(request =>
            request.IsListing ? ScriptedAnswer.Listing() : request.Method == "POST" ? ScriptedAnswer.Error(400, "X-Amz-Signature=0123") : new(200));

        var report = await ProbeAsync(scripted);

        Assert.Equal("as signed: 400", report.Capabilities.Single(c => c.Name == nameof(StoreProfile.FormUpload)).Evidence);
    }

    [Fact]
    public async Task Probe_DeletionDenied_ListsWhatIsLeft()
    {
        await using var scripted = await ScriptedStore.StartAsync(request => request switch
        {
            { IsListing: true } => ScriptedAnswer.Listing(),
            { Method: "DELETE" } => ScriptedAnswer.Error(403, "AccessDenied"),
            _ => new(200),
        });

        var report = await ProbeAsync(scripted);

        var written = scripted.Requests.Where(r => r.Method == "PUT").Select(r => r.Path["/media-bucket/".Length..]).Distinct();
        Assert.Empty(written.Except(report.LeftBehind));
        var finding = Assert.Single(report.Findings, f => f.Code == FindingCodes.ProbeLeftBehind);
        Assert.Contains("s3:DeleteObject", finding.Message, StringComparison.Ordinal);
        Assert.Contains(report.LeftBehind[0], finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_CanceledAndDeletionDenied_ListsWhatIsLeft()
    {
        using var cancel = new CancellationTokenSource();
        await using var scripted = await ScriptedStore.StartAsync(request => request switch
        {
            { IsListing: true } => ScriptedAnswer.Listing(),
            { Method: "DELETE" } => ScriptedAnswer.Error(403, "AccessDenied"),
            _ => new(200),
        });
        await using var services = scripted.Application();

        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(() =>
            services.GetRequiredService<IStoreSetup>().ProbeAsync(new ProgressRecorder(_ => cancel.Cancel()), cancel.Token));

        Assert.Contains("Not everything it wrote could be removed; delete presignkit-probe/", cancelled.Message, StringComparison.Ordinal);
    }

    /// <summary>An abandoned request could still be processed, so the probe waits for it and then deletes what it wrote.</summary>
    [Fact]
    public async Task Probe_CanceledDuringARequest_DeletesWhatItWrote()
    {
        using var cancel = new CancellationTokenSource();
        await using var scripted = await ScriptedStore.StartAsync(request =>
        {
            if (request is { Method: "PUT", Number: 4 })
            {
                cancel.Cancel();
            }

            return request.IsListing ? ScriptedAnswer.Listing() : new(request.Method == "DELETE" ? 204 : 200);
        });
        await using var services = scripted.Application();

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            services.GetRequiredService<IStoreSetup>().ProbeAsync(cancellationToken: cancel.Token));

        Assert.True(cancel.IsCancellationRequested);
        Assert.All(
            scripted.Requests.Where(r => r.Method == "PUT"),
            put => Assert.Contains(scripted.Requests, r => r.Method == "DELETE" && r.Path == put.Path && r.Number > put.Number));
    }

    [Fact]
    public async Task Probe_VersionedBucket_DeletesEachVersion()
    {
        await using var scripted = await ScriptedStore.StartAsync(request => request switch
        {
            { Method: "GET" } when request.Query.Contains("versions", StringComparison.Ordinal) => new(
                200, "<ListVersionsResult><Version><Key>presignkit-probe/old</Key><VersionId>v1</VersionId></Version></ListVersionsResult>"),
            { IsListing: true } => ScriptedAnswer.Listing(),
            { Method: "DELETE" } => new(204, "", ("x-amz-version-id", "marker"), ("x-amz-delete-marker", "true")),
            _ => new(200),
        });

        var report = await ProbeAsync(scripted);

        Assert.Empty(report.LeftBehind);
        Assert.Contains(
            scripted.Requests,
            r => r.Method == "DELETE" && r.Path == "/media-bucket/presignkit-probe/old" && r.Query.Contains("versionId=v1", StringComparison.Ordinal));
    }

    /// <summary>In a bucket with versions, default retention may keep whatever the probe writes for years.</summary>
    [Theory]
    [InlineData(403, "AccessDenied", 1)]
    [InlineData(503, "SlowDown", 1)]
    [InlineData(404, "ObjectLockConfigurationNotFoundError", 20)]
    public async Task Probe_VersionedBucketAndUnknownRetention_StopsAfterOneObject(int status, string code, int leastObjects)
    {
        await using var scripted = await ScriptedStore.StartAsync(request => request switch
        {
            { IsListing: true } => ScriptedAnswer.Listing(),
            { Method: "GET" } when request.Query.Contains("object-lock", StringComparison.Ordinal) => ScriptedAnswer.Error(status, code),
            _ => new(200, "", ("x-amz-version-id", "v1")),
        });

        var failure = await Record.ExceptionAsync(() => ProbeAsync(scripted));

        Assert.Equal(leastObjects == 1, failure is StoreException { Code: ErrorCodes.StoreAccessDenied });
        var written = scripted.Requests.Where(request => request.Method == "PUT").Select(request => request.Path).Distinct().Count();
        Assert.True(leastObjects == 1 ? written == 1 : written >= leastObjects);
    }

    [Theory]
    [InlineData("AccessDenied", "s3:PutObject")]
    [InlineData("SignatureDoesNotMatch", "a proxy changes the host or path")]
    public async Task Probe_PutRefused_NamesRequiredPermissions(string code, string expectedText)
    {
        await using var scripted = await ScriptedStore.StartAsync(request =>
            request.IsListing ? ScriptedAnswer.Listing() : request.Method == "PUT" ? ScriptedAnswer.Error(403, code) : new(204));

        var failure = await Assert.ThrowsAsync<StoreException>(() => ProbeAsync(scripted));

        Assert.Equal(ErrorCodes.StoreAccessDenied, failure.Code);
        Assert.Contains(expectedText, failure.Message, StringComparison.Ordinal);
        Assert.Contains(code, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_BusyStore_IsRetried()
    {
        var seen = new HashSet<string>();
        await using var scripted = await ScriptedStore.StartAsync(request =>
        {
            bool isFirst;
            lock (seen)
            {
                isFirst = seen.Add($"{request.Method} {request.Path}");
            }

            return request.IsListing ? ScriptedAnswer.Listing() : isFirst ? ScriptedAnswer.Error(503, "SlowDown") : new(200);
        });

        var report = await ProbeAsync(scripted, new NoDelayClock());

        // As a word: the port of the store may contain the digits.
        Assert.DoesNotMatch(@"\b503\b", report.ToString());
        Assert.Equal(ProbeOutcome.NotEnforced, report.Capabilities.Single(c => c.Name == nameof(StoreProfile.FormUpload)).Outcome);
    }

    [Fact]
    public async Task Probe_AlwaysBusyStore_IsNotTried()
    {
        await using var scripted = await ScriptedStore.StartAsync(request =>
            request.IsListing ? ScriptedAnswer.Listing() : request.Method == "POST" ? ScriptedAnswer.Error(503, "SlowDown") : new(200));

        var form = (await ProbeAsync(scripted, new NoDelayClock())).Capabilities.Single(c => c.Name == nameof(StoreProfile.FormUpload));

        Assert.Equal((ProbeOutcome.NotTried, "as signed: 503 SlowDown"), (form.Outcome, form.Evidence));
    }

    [Fact]
    public async Task Probe_PutNeverAnswered_IsBusyAndNotDenied()
    {
        await using var scripted = await ScriptedStore.StartAsync(request =>
            request.IsListing ? ScriptedAnswer.Listing() : request.Method == "PUT" ? ScriptedAnswer.Error(503, "SlowDown") : new(204));

        var failure = await Assert.ThrowsAsync<StoreException>(() => ProbeAsync(scripted, new NoDelayClock()));

        Assert.Equal(ErrorCodes.StoreBusy, failure.Code);
        Assert.Equal(3, scripted.Requests.Count(r => r.Method == "PUT"));
    }

    /// <summary>A signature is valid for one host only, and retrying does not prevent a redirect.</summary>
    [Fact]
    public async Task Probe_PublicEndpointRedirects_NamesTheSettingWithoutRetrying()
    {
        await using var scripted = await ScriptedStore.StartAsync(request =>
            request.IsListing ? ScriptedAnswer.Listing() : request.Method == "PUT" ? new(301, "", ("Location", "https://elsewhere.example.com/")) : new(204));

        var failure = await Assert.ThrowsAsync<StoreException>(() => ProbeAsync(scripted, new NoDelayClock()));

        Assert.Equal(ErrorCodes.StoreUnavailable, failure.Code);
        Assert.Contains("Stores:media:PublicEndpoint", failure.Message, StringComparison.Ordinal);
        Assert.Contains("(301)", failure.Message, StringComparison.Ordinal);
        Assert.Single(scripted.Requests, r => r.Method == "PUT");
    }

    /// <summary>A request without an answer may still have been processed.</summary>
    [Theory]
    [InlineData(412, "PreconditionFailed", ProbeOutcome.Enforced)]
    [InlineData(503, "SlowDown", ProbeOutcome.NotTried)]
    [InlineData(501, "NotImplemented", ProbeOutcome.NotTried)]
    public async Task Probe_RaceWithOneWinner_IsEnforcedOnlyIfTheOthersAreRefused(int status, string code, ProbeOutcome outcome)
    {
        var seen = new HashSet<string>();
        await using var scripted = await ScriptedStore.StartAsync(request =>
        {
            if (request.IsListing)
            {
                return ScriptedAnswer.Listing();
            }

            if (request.Method != "PUT"
                || !(request.Path.Contains("once", StringComparison.Ordinal) || request.Path.Contains("race", StringComparison.Ordinal)))
            {
                return new(200);
            }

            bool isFirst;
            lock (seen)
            {
                isFirst = seen.Add(request.Path);
            }

            return isFirst ? new(200)
                : request.Path.Contains("race", StringComparison.Ordinal) ? ScriptedAnswer.Error(status, code)
                : ScriptedAnswer.Error(412, "PreconditionFailed");
        });

        var once = (await ProbeAsync(scripted, new NoDelayClock())).Capabilities.Single(c => c.Name == nameof(StoreProfile.CreateOnly));

        Assert.Equal(outcome, once.Outcome);
        Assert.Contains("1 accepted", once.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "CreateMultipartUpload: 403 AccessDenied")]
    [InlineData(true, "an ordinary part: 403 AccessDenied")]
    public async Task Probe_OrdinaryPartDenied_PartsAreReportedAsNotTried(bool starts, string expectedText)
    {
        await using var scripted = await ScriptedStore.StartAsync(request => request switch
        {
            { IsListing: true } => ScriptedAnswer.Listing(),
            { Method: "POST" } when starts && request.Query.Contains("uploads", StringComparison.Ordinal) => new(
                200, "<InitiateMultipartUploadResult><UploadId>upload-1</UploadId></InitiateMultipartUploadResult>"),
            { Method: "POST" } => ScriptedAnswer.Error(403, "AccessDenied"),
            { Method: "PUT" } when request.Query.Contains("partNumber", StringComparison.Ordinal) => ScriptedAnswer.Error(403, "AccessDenied"),
            { Method: "PUT" } when request.Headers.Keys.Any(name => name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)) => ScriptedAnswer.Error(
                403,
                "AccessDenied"),
            _ => new(200),
        });

        var capabilities = (await ProbeAsync(scripted)).Capabilities;

        Assert.Equal(ProbeOutcome.Enforced, capabilities.Single(c => c.Name == nameof(StoreProfile.IsolatedPut)).Outcome);
        var parts = capabilities.Single(c => c.Name == nameof(StoreProfile.IsolatedPart));
        Assert.Equal((ProbeOutcome.NotTried, expectedText), (parts.Outcome, parts.Evidence));
    }

    [Theory]
    [InlineData("PUT a copy", "x-amz-copy-source on a part: 200")]
    [InlineData("PUT after DELETE", "a part after AbortMultipartUpload: 200")]
    [InlineData(
        "PUT after POST",
        "a part after CompleteMultipartUpload, a part after the object was deleted, a part in flight at CompleteMultipartUpload: 200")]
    [InlineData(
        null,
        "x-amz-copy-source on a part, a part after AbortMultipartUpload, a part after CompleteMultipartUpload, a part after the object was deleted, "
            + "a part in flight at CompleteMultipartUpload: 403 AccessDenied")]
    public async Task Probe_Part_AcceptedViolationIsNotEnforced(string? accepted, string expectedText)
    {
        var ended = "";
        await using var scripted = await ScriptedStore.StartAsync(request =>
        {
            switch (request)
            {
                case { IsListing: true }:
                    return ScriptedAnswer.Listing();
                case { Method: "POST" } when request.Query.Contains("uploads", StringComparison.Ordinal):
                    ended = "";
                    return new(200, "<InitiateMultipartUploadResult><UploadId>upload-1</UploadId></InitiateMultipartUploadResult>");
                case { Method: "PUT" } when request.Query.Contains("partNumber", StringComparison.Ordinal):
                    var violation = request.Headers.ContainsKey("x-amz-copy-source") ? "PUT a copy" : ended.Length > 0 ? $"PUT after {ended}" : null;
                    return violation is null || violation == accepted ? new(200, "", ("ETag", "\"e\"")) : ScriptedAnswer.Error(403, "AccessDenied");
                case { Method: "POST" or "DELETE" } when request.Query.Contains("uploadId", StringComparison.Ordinal):
                    ended = request.Method;
                    return new(200, request.Method == "POST" ? "<CompleteMultipartUploadResult/>" : "");
                default:
                    return new(200);
            }
        });

        var parts = (await ProbeAsync(scripted)).Capabilities.Single(c => c.Name == nameof(StoreProfile.IsolatedPart));

        Assert.Equal((accepted is null ? ProbeOutcome.Enforced : ProbeOutcome.NotEnforced, expectedText), (parts.Outcome, parts.Evidence));
    }

    private static async Task<ProbeReport> ProbeAsync(ScriptedStore scripted, TimeProvider? clock = null)
    {
        await using var services = scripted.Application(clock: clock);
        return await services.GetRequiredService<IStoreSetup>().ProbeAsync(cancellationToken: Cancellation);
    }
}
