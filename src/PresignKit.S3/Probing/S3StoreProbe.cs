using System.Collections.Immutable;
using Amazon.S3;
using PresignKit.Providers;
using PresignKit.S3.Administration.Checks;
using PresignKit.S3.Http;
using PresignKit.S3.Probing.Attempts;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3.Probing;

/// <summary>
/// Measures one bucket: checks whether the settings work, runs every group of attempts, removes everything that they wrote, and reports the results.
/// </summary>
internal sealed class S3StoreProbe(
    S3StoreSettings settings, IAmazonS3 client, StoreReachabilityCheck check, BackendSigner backend, PlainHttp http, TimeProvider clock) : IStoreProbe
{
    private static readonly ImmutableArray<IAttemptGroup> Groups =
    [
        new SignatureAttempts(),
        new UnsignedAttempts(),
        new TimeAndScopeAttempts(),
        new TypeAndLengthAttempts(),
        new CreateOnlyAttempts(),
        new VersioningAttempts(),
        new UnsignedDirectiveAttempts(),
        new PartAttempts(),
        new CompletionAttempts(),
        new IntegrityAttempts(),
        new SignedHeaderAttempts(),
        new HeadUrlAttempts(),
        new PartNumberAttempts(),
        new UploadOnlyAccountAttempts(),
        new FormAttempts(),
        new ChecksumAttempts(),
        new PartAndFormChecksumAttempts(),
        new ChecksumAlgorithmAttempts(),
        new ConditionalCopyAttempts(),
        new ConditionalReplaceAttempts(),
        new StoredAttributeAttempts(),
        new BucketOwnerAttempts(),
        new ObjectLockAttempts(),
        new AddressingAttempts(),
    ];

    public async Task<ProbeReport> ProbeAsync(StoreUsage usage, IProgress<ProbeProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(usage);
        var answer = await check.RunAsync(cancellationToken).ConfigureAwait(false);
        if (answer.Error is { } error)
        {
            throw new StoreException(error.Code, error.Message);
        }

        var isLockKnown = await RefuseRetentionAsync(cancellationToken).ConfigureAwait(false);
        var ledger = new ProbeLedger();
        var cleanup = new ProbeCleanup(settings.Bucket, client, ledger);
        ProbeReport report;
        try
        {
            report = await MeasureAsync(answer.Credentials!.ToSigV4(), ledger, usage, isLockKnown, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            var left = await cleanup.RunAsync().ConfigureAwait(false);
            throw new OperationCanceledException(
                $"The probe of store '{settings.Name}' was canceled{(left.IsEmpty ? ", and everything it wrote was removed" : "")}.{Left(left)}",
                exception,
                cancellationToken);
        }
        catch (StoreException exception)
        {
            var left = await cleanup.RunAsync().ConfigureAwait(false);
            throw left.IsEmpty ? exception : new StoreException(exception.Code, exception.Message + Left(left), exception);
        }
        catch
        {
            await cleanup.RunAsync().ConfigureAwait(false);
            throw;
        }

        progress?.Report(new(Groups.Length, Groups.Length, "removing what was written") { Folder = ledger.Folder });
        report = report with { LeftBehind = await cleanup.RunAsync().ConfigureAwait(false) };
        return report with { Findings = [.. report.Findings, .. ProfileFindings.Of(report, settings)] };
    }

    /// <summary>Amazon S3 API Reference, "GetObjectLockConfiguration": nothing that is written to such a bucket can be removed for days.</summary>
    /// <returns>Whether the store said that there is none.</returns>
    private async Task<bool> RefuseRetentionAsync(CancellationToken cancellationToken)
    {
        var answer = await BucketSubresource.GetAsync(backend, http, "object-lock", cancellationToken).ConfigureAwait(false);
        if (answer.Status == 200 && S3Xml.Parse(answer.Body)?.Descendants().Any(e => e.Name.LocalName == "DefaultRetention") == true)
        {
            throw new StoreException(
                ErrorCodes.SettingsInvalid,
                $"Store '{settings.Name}' cannot be probed: Object Lock of bucket '{settings.Bucket}' keeps every new object (default retention), so the probe "
                    + "could not remove what it writes. Probe a bucket of the same store without default retention.");
        }

        return answer.Status is 200 or 400 or 404 or 405 or 501;
    }

    /// <summary>Object Lock needs versions: where there is one, and the store did not say that nothing is kept, one object is enough.</summary>
    private StoreException RetentionUnknown() => new(
        ErrorCodes.StoreAccessDenied,
        $"Store '{settings.Name}' cannot be probed: bucket '{settings.Bucket}' keeps versions, and whether Object Lock keeps every new object (default "
            + "retention), so that the probe could not remove what it writes, cannot be read. Grant the backend's credentials "
            + "s3:GetBucketObjectLockConfiguration.");

    private async Task<ProbeReport> MeasureAsync(
        SigV4Credentials credentials,
        ProbeLedger ledger,
        StoreUsage usage,
        bool isLockKnown,
        IProgress<ProbeProgress>? progress,
        CancellationToken cancellationToken)
    {
        // Reported before anything is written, so that the folder is known even if the process is killed.
        progress?.Report(new(0, Groups.Length, "the address") { Folder = ledger.Folder });
        var context = await OpenAsync(credentials, ledger, usage, isLockKnown, cancellationToken).ConfigureAwait(false);
        if (context.Signer.Bucket.Url != settings.PublicBucket.Url)
        {
            context.Findings.Add(Elsewhere(context.Signer.Bucket));
        }

        var measured = new List<ProbeMeasurement>();
        for (var i = 0; i < Groups.Length; i++)
        {
            progress?.Report(new(i, Groups.Length, Groups[i].Description) { Folder = ledger.Folder });
            measured.AddRange(await Groups[i].RunAsync(context, cancellationToken).ConfigureAwait(false));
        }

        return new(settings.Name, context.Signer.Bucket.Url, settings.ConfiguredProfile, measured) { Findings = [.. context.Findings] };
    }

    /// <summary>
    /// Opens the probe at the public address, because the guarantees apply there, or at the internal one if the public one cannot be reached from
    /// here.
    /// </summary>
    private async Task<ProbeContext> OpenAsync(
        SigV4Credentials credentials, ProbeLedger ledger, StoreUsage usage, bool isLockKnown, CancellationToken cancellationToken)
    {
        var key = ledger.NewKey("other");
        foreach (var bucket in new[] { settings.PublicBucket, settings.InternalBucket })
        {
            var signer = new ProbeSigner(bucket, credentials, settings.Region, settings.BucketFacts, clock);
            var context = new ProbeContext(settings, signer, ledger, http, clock)
            {
                Backend = backend, OtherKey = key, UploadPrefix = usage.UploadPrefixes.FirstOrDefault(prefix => prefix.Length > 0) ?? "",
            };
            var put = await context.SendAsync(signer.Put(key, ProbeContext.OtherBody), cancellationToken).ConfigureAwait(false);
            if (put.Verdict == Verdict.Accepted)
            {
                return isLockKnown || put.Header("x-amz-version-id") is null or "" or "null" ? context : throw RetentionUnknown();
            }

            if (!put.IsUnanswered)
            {
                throw Refused(bucket, put);
            }
        }

        throw new StoreException(
            ErrorCodes.StoreUnavailable,
            $"Store '{settings.Name}' did not answer a PUT at {settings.InternalBucket.Url}; check Stores:{settings.Name}:Endpoint.");
    }

    /// <summary>Another gateway, or a proxy, may answer browsers, so that nothing is confirmed about what they reach.</summary>
    private StoreFinding Elsewhere(BucketEndpoint measured) => new(
        FindingCodes.EndpointUnreachable,
        FindingSeverity.Warning,
        $"Nothing answered at {settings.PublicBucket.Url}, which browsers use, so store '{settings.Name}' was measured at {measured.Url}. That says nothing "
            + $"about what browsers reach: check Stores:{settings.Name}:PublicEndpoint, or let this machine reach it.");

    private StoreException Refused(BucketEndpoint bucket, ProbeAnswer answer) => answer switch
    {
        { IsRedirect: true } => new(
            ErrorCodes.StoreUnavailable,
            $"The server at {bucket.Url} redirects a PUT to another address ({answer}), but a signature is valid for one host only. Set "
                + $"Stores:{settings.Name}:PublicEndpoint to the store's own address; for Amazon S3, also check Stores:{settings.Name}:Region."),
        { Verdict: Verdict.Inconclusive } => new(
            ErrorCodes.StoreBusy, $"Store '{settings.Name}' cannot be probed: it answers a PUT at {bucket.Url} with {answer}. Try again later."),
        { Code: "SignatureDoesNotMatch" } => new(
            ErrorCodes.StoreAccessDenied,
            $"The server at {bucket.Url} refuses a correctly signed PUT ({answer}), while the internal endpoint accepts the credentials: a "
                + $"proxy changes the host or path. Configure it to pass both on unchanged, or correct Stores:{settings.Name}:PublicEndpoint."),
        _ => new(
            ErrorCodes.StoreAccessDenied,
            $"Store '{settings.Name}' cannot be probed: a PUT to presignkit-probe/ at {bucket.Url} was answered with {answer}. Grant the backend's "
                + $"credentials s3:PutObject, s3:GetObject and s3:DeleteObject on {settings.Bucket}/presignkit-probe/*, and check whether the bucket's "
                + "policy requires more of uploads."),
    };

    private static string Left(ImmutableArray<string> left) =>
        left.IsEmpty ? "" : $" Not everything it wrote could be removed; delete {string.Join(", ", left)}.";
}
