using Amazon.S3;
using PresignKit.Providers;
using PresignKit.S3.Administration.BucketPolicy;
using PresignKit.S3.Administration.Checks;
using PresignKit.S3.Administration.Cors;
using PresignKit.S3.Administration.Lifecycle;
using PresignKit.S3.Administration.PublicAccess;
using PresignKit.S3.Http;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration;

/// <summary>Sets up one bucket (CORS, policy and lifecycle) and checks whether its settings work.</summary>
internal sealed class S3Administration(
    S3StoreSettings settings, IAmazonS3 client, StoreReachabilityCheck check, BackendSigner signer, PlainHttp http, TimeProvider clock)
    : IStoreAdministration
{
    private readonly BucketCors _cors = new(settings, client, new Preflight(http, settings.PublicBucket.Url));
    private readonly BucketPolicySetup _policy = new(settings, client, new BucketPolicyTrial(settings, client, signer, http), BucketPolicyPropagation.Default);
    private readonly BucketLifecycle _lifecycle = new(settings, new LifecycleRequests(signer, http));
    private readonly UploadCredentialsCheck _uploadCredentials = new(settings, client, http, clock);
    private readonly PublicAccessCheck _publicAccess = new(settings, client, signer, http, clock);
    private readonly VersioningCheck _versioning = new(settings, signer, http);
    private readonly ObjectLockCheck _objectLock = new(settings, signer, http);
    private readonly AccelerationCheck _acceleration = new(settings, signer, http);

    public Task<SetupOutcome> SetUpCorsAsync(CorsRequirement requirement, SetupAction action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requirement);
        return _cors.SetUpAsync(requirement, action, cancellationToken);
    }

    public Task<SetupOutcome> SetUpBucketPolicyAsync(BucketPolicyRequirement requirement, SetupAction action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requirement);
        return _policy.SetUpAsync(requirement, action, cancellationToken);
    }

    public Task<SetupOutcome> SetUpLifecycleAsync(LifecycleRequirement requirement, SetupAction action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requirement);
        return _lifecycle.SetUpAsync(requirement, action, cancellationToken);
    }

    public async Task<IReadOnlyList<StoreFinding>> CheckAsync(StoreUsage usage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(usage);
        List<StoreFinding> findings = [.. EndpointFindings.Read(settings)];
        try
        {
            var answer = await check.RunAsync(cancellationToken).ConfigureAwait(false);
            findings.AddRange(answer.Findings);
            if (answer.Error is not null)
            {
                return findings;
            }

            findings.AddRange(await _uploadCredentials.RunAsync(usage.UploadPrefixes, answer, cancellationToken).ConfigureAwait(false));
            var versioning = await _versioning.StatusAsync(cancellationToken).ConfigureAwait(false);
            Add(_versioning.Read(versioning));
            Add(await _objectLock.RunAsync(usage, cancellationToken).ConfigureAwait(false));
            Add(await _acceleration.RunAsync(cancellationToken).ConfigureAwait(false));
            Add(await _publicAccess.RunAsync(usage.UploadPrefixes, answer.SomeKey, versioning == VersioningCheck.Off, cancellationToken).ConfigureAwait(false));
            if (usage.Cors is { } requirement)
            {
                Add(await _cors.CheckAsync(requirement, cancellationToken).ConfigureAwait(false));
            }

            if (usage.BucketPolicy is { } policy)
            {
                Add(SetupFindings.OfPolicy(await _policy.SetUpAsync(policy, SetupAction.Compare, cancellationToken).ConfigureAwait(false)));
            }

            if (usage.Lifecycle is { } lifecycle)
            {
                Add(await LifecycleAsync(lifecycle, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (StoreException exception)
        {
            findings.Add(new(exception.Code, FindingSeverity.Error, exception.Message));
        }

        return findings;

        // A busy store is reported once.
        void Add(StoreFinding? finding)
        {
            if (finding is not null && !(finding.Code == FindingCodes.StoreBusy && findings.Exists(f => f.Code == finding.Code)))
            {
                findings.Add(finding);
            }
        }
    }

    private async Task<StoreFinding?> LifecycleAsync(LifecycleRequirement requirement, CancellationToken cancellationToken)
    {
        var outcome = await _lifecycle.SetUpAsync(requirement, SetupAction.Compare, cancellationToken).ConfigureAwait(false);
        var overreaching = outcome.Status == SetupStatus.Missing
            ? await _lifecycle.OverreachingAsync(requirement, cancellationToken).ConfigureAwait(false)
            : [];
        return SetupFindings.OfLifecycle(outcome, overreaching);
    }
}
