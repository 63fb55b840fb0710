using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PresignKit.Issuing;
using PresignKit.Providers;

namespace PresignKit.Administration;

/// <summary>Validates arguments and derives requirements in the same way for every kind of store; the provider only reads and writes.</summary>
internal sealed class StoreSetup(
    string storeName,
    IStoreProvider provider,
    StoreCatalog stores,
    PolicyCatalog policies,
    bool hasInspectors,
    IOptions<PresignKitOptions> options,
    TimeProvider clock,
    ILogger? logger = null,
    string? tenantStoreName = null)
    : IStoreSetup
{
    private readonly StoreLearning _learning = new(storeName, provider.Profile, policies, logger ?? NullLogger.Instance, tenantStoreName);

    public string StoreName => tenantStoreName ?? storeName;

    public async Task<CorsRequirement> GetCorsRequirementAsync(
        IReadOnlyList<string>? origins = null, CancellationToken cancellationToken = default)
    {
        var pages = Origins(origins);
        var session = await provider.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        return CorsRequirements.Derive(storeName, policies, session, clock.GetUtcNow(), pages);
    }

    public Task<SetupOutcome> EnsureCorsAsync(IReadOnlyList<string>? origins = null, CancellationToken cancellationToken = default) =>
        SetUpCorsAsync(origins, SetupAction.Apply, cancellationToken);

    public Task<SetupOutcome> CompareCorsAsync(IReadOnlyList<string>? origins = null, CancellationToken cancellationToken = default) =>
        SetUpCorsAsync(origins, SetupAction.Compare, cancellationToken);

    public Task<SetupOutcome> EnsureBucketPolicyAsync(CancellationToken cancellationToken = default) =>
        SetUpBucketPolicyAsync(SetupAction.Apply, cancellationToken);

    public Task<SetupOutcome> CompareBucketPolicyAsync(CancellationToken cancellationToken = default) =>
        SetUpBucketPolicyAsync(SetupAction.Compare, cancellationToken);

    public Task<SetupOutcome> EnsureLifecycleAsync(CancellationToken cancellationToken = default) =>
        SetUpLifecycleAsync(SetupAction.Apply, cancellationToken);

    public Task<SetupOutcome> CompareLifecycleAsync(CancellationToken cancellationToken = default) =>
        SetUpLifecycleAsync(SetupAction.Compare, cancellationToken);

    public async Task<IReadOnlyList<StoreFinding>> CheckAsync(CancellationToken cancellationToken = default)
    {
        if (provider.Administration is not { } administration)
        {
            return [];
        }

        CorsRequirement? requirement = null;
        try
        {
            if (options.Value.PageOrigins.Count > 0)
            {
                requirement = await GetCorsRequirementAsync(origins: null, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (StoreException exception)
        {
            // Without credentials, nothing can be checked.
            return [new(exception.Code, FindingSeverity.Error, exception.Message)];
        }

        var usage = new StoreUsage
        {
            Cors = requirement,
            BucketPolicy = options.Value.ExpectBucketPolicy ? BucketPolicy() : null,
            Lifecycle = options.Value.ExpectLifecycle ? Lifecycle() : null,
            UploadPrefixes = UploadPrefixes.Of(storeName, policies),
            HasObjectPuts = policies.HasObjectPuts(storeName),
            HasLocks = policies.HasLocks(storeName),
        };
        var findings = await administration.CheckAsync(usage, cancellationToken).ConfigureAwait(false);
        _learning.Learn(findings);
        return [.. findings.OrderByDescending(f => f.Severity)];
    }

    public async Task<ProbeReport> ProbeAsync(IProgress<ProbeProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var probe = provider.Probe ?? throw new NotSupportedException($"The provider of store '{StoreName}' has no probe.");
        var usage = new StoreUsage { UploadPrefixes = UploadPrefixes.Of(storeName, policies) };
        var report = await probe.ProbeAsync(usage, progress, cancellationToken).ConfigureAwait(false);
        _learning.Learn(report);
        return report;
    }

    private async Task<SetupOutcome> SetUpCorsAsync(IReadOnlyList<string>? origins, SetupAction action, CancellationToken cancellationToken)
    {
        var requirement = await GetCorsRequirementAsync(origins, cancellationToken).ConfigureAwait(false);
        return provider.Administration is { } administration
            ? await administration.SetUpCorsAsync(requirement, action, cancellationToken).ConfigureAwait(false)
            : NotOffered("does not set up CORS", $"allow {string.Join(", ", requirement.Origins)} with the store's own tools");
    }

    private async Task<SetupOutcome> SetUpBucketPolicyAsync(SetupAction action, CancellationToken cancellationToken) =>
        provider.Administration is { } administration
            ? await administration.SetUpBucketPolicyAsync(BucketPolicy(), action, cancellationToken).ConfigureAwait(false)
            : NotOffered("does not set up a bucket policy", "deny plain http and old signatures with the store's own tools");

    private async Task<SetupOutcome> SetUpLifecycleAsync(SetupAction action, CancellationToken cancellationToken) =>
        provider.Administration is { } administration
            ? await administration.SetUpLifecycleAsync(Lifecycle(), action, cancellationToken).ConfigureAwait(false)
            : NotOffered("does not set up lifecycle rules", "remove abandoned uploads with the store's own tools");

    private LifecycleRequirement Lifecycle() =>
        LifecycleRequirements.Derive(storeName, stores.SharingBucket(storeName), policies, hasInspectors, options.Value.AbandonedAfter);

    private BucketPolicyRequirement BucketPolicy() => BucketPolicyRequirements.Derive(storeName, stores.SharingBucket(storeName), policies);

    private SetupOutcome NotOffered(string what, string instead) =>
        new(SetupStatus.NotOffered, $"The provider of store '{StoreName}' {what}: {instead}.");

    private IReadOnlyList<string> Origins(IReadOnlyList<string>? given)
    {
        var settings = options.Value;
        var origins = given ?? [.. settings.PageOrigins];
        if (origins.Count == 0)
        {
            throw new ArgumentException(
                "There are no page origins. Set PageOrigins, or pass the origins, such as https://app.example.com.", nameof(given));
        }

        foreach (var origin in origins)
        {
            if (PageOrigin.Flaw(origin, settings.AllowWildcardOrigins) is { } flaw)
            {
                throw new ArgumentException($"The origin '{origin}' {flaw}.", nameof(given));
            }
        }

        return [.. origins.Distinct(StringComparer.Ordinal)];
    }
}
