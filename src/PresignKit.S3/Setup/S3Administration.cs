using Amazon.S3;
using PresignKit.Errors;
using PresignKit.Providers;
using PresignKit.S3.Credentials;
using PresignKit.S3.Settings;
using PresignKit.S3.Signing;
using PresignKit.Setup;

namespace PresignKit.S3.Setup;

/// <summary>The set-up of one bucket: its CORS, and whether its settings work.</summary>
internal sealed class S3Administration : IStoreAdministration, IDisposable
{
    private readonly S3StoreSettings _settings;
    private readonly SessionSource _sessions;
    private readonly ICredentialLookup _lookup;
    private readonly TimeProvider _clock;
    private readonly PlainHttp _http = new();
    private readonly BucketCors _cors;

    public S3Administration(S3StoreSettings settings, IAmazonS3 client, SessionSource sessions, ICredentialLookup lookup, TimeProvider clock)
    {
        (_settings, _sessions, _lookup, _clock) = (settings, sessions, lookup, clock);
        _cors = new(settings, client, new Preflight(_http, settings.PublicBucket.Url));
    }

    public ValueTask<CorsOutcome> EnsureCorsAsync(CorsRequirement requirement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requirement);
        return _cors.EnsureAsync(requirement, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<StoreFinding>> CheckAsync(CorsRequirement? requirement, CancellationToken cancellationToken)
    {
        var findings = new List<StoreFinding>();
        Add(PublicReach.Read(_settings));
        try
        {
            // The source explains missing credentials; the look-up has them for the probe.
            await _sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
            var credentials = await _lookup.FindAsync(cancellationToken).ConfigureAwait(false);
            var answer = await new BucketProbe(_settings, _http, _clock).AskAsync(credentials, cancellationToken).ConfigureAwait(false);

            // A wrong clock spoils everything that is signed: the other answers would only mislead.
            Add(ClockReading.Read(answer, _clock.GetUtcNow(), _settings));
            if (!HasError())
                Add(ProbeReading.Read(answer, _settings));
            if (!HasError() && requirement is not null)
                Add(await _cors.CheckAsync(requirement, cancellationToken).ConfigureAwait(false));
        }
        catch (PresignException exception)
        {
            findings.Add(new(exception.Code, FindingSeverity.Error, exception.Message));
        }

        return findings;

        bool HasError() => findings.Exists(finding => finding.Severity == FindingSeverity.Error);

        void Add(StoreFinding? finding)
        {
            if (finding is not null)
                findings.Add(finding);
        }
    }

    public void Dispose() => _http.Dispose();
}
