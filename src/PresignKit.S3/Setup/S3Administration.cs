using Amazon.S3;
using PresignKit.Errors;
using PresignKit.Providers;
using PresignKit.S3.Settings;
using PresignKit.Setup;

namespace PresignKit.S3.Setup;

/// <summary>The set-up of one bucket: its CORS, and whether its settings work.</summary>
internal sealed class S3Administration(S3StoreSettings settings, IAmazonS3 client, SettingsCheck check, PlainHttp http, TimeProvider clock)
    : IStoreAdministration
{
    private readonly BucketCors _cors = new(settings, client, new Preflight(http, settings.PublicBucket.Url));
    private readonly UploadKeysCheck _uploadKeys = new(settings, client, http, clock);

    public ValueTask<CorsOutcome> EnsureCorsAsync(CorsRequirement requirement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requirement);
        return _cors.EnsureAsync(requirement, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<StoreFinding>> CheckAsync(StoreUsage usage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(usage);
        var findings = new List<StoreFinding>();
        Add(PublicReach.Read(settings));
        try
        {
            var answer = await check.AskAsync(cancellationToken).ConfigureAwait(false);
            findings.AddRange(answer.Findings);
            if (answer.Error is not null)
                return findings;

            findings.AddRange(await _uploadKeys.AskAsync(usage.UploadPrefixes, answer, cancellationToken).ConfigureAwait(false));
            if (usage.Cors is { } requirement)
                Add(await _cors.CheckAsync(requirement, cancellationToken).ConfigureAwait(false));
        }
        catch (PresignException exception)
        {
            findings.Add(new(exception.Code, FindingSeverity.Error, exception.Message));
        }

        return findings;

        void Add(StoreFinding? finding)
        {
            if (finding is not null)
                findings.Add(finding);
        }
    }
}
