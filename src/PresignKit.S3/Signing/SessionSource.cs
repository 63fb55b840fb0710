using PresignKit.Providers;
using PresignKit.S3.Credentials;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3.Signing;

/// <summary>Caches the session of the current credentials. It changes only with them.</summary>
internal sealed class SessionSource(S3StoreSettings settings, CredentialKeeper keeper)
{
    private volatile Held? _held;

    public ValueTask<ISigningSession> OpenAsync(DateTimeOffset? usableUntil, CancellationToken cancellationToken)
    {
        var finding = keeper.GetAsync(usableUntil, cancellationToken);
        return finding.IsCompletedSuccessfully ? new(SessionOf(finding.Result)) : WaitAsync(finding);
    }

    private async ValueTask<ISigningSession> WaitAsync(ValueTask<CredentialSnapshot> finding) => SessionOf(await finding.ConfigureAwait(false));

    private S3SigningSession SessionOf(CredentialSnapshot credentials)
    {
        var held = _held;
        var uploads = settings.UploadCredentials?.Credentials;
        return held is not null && ReferenceEquals(held.Credentials, credentials) && ReferenceEquals(held.Uploads, uploads)
            ? held.Session
            : Open(credentials, uploads);
    }

    private S3SigningSession Open(CredentialSnapshot credentials, SigV4Credentials? uploads)
    {
        try
        {
            var session = new S3SigningSession(settings, credentials);
            _held = new(credentials, uploads, session);
            return session;
        }
        catch (ArgumentException exception)
        {
            throw CredentialFailure.Unavailable(settings.Name, exception);
        }
    }

    private sealed record Held(CredentialSnapshot Credentials, SigV4Credentials? Uploads, S3SigningSession Session);
}
