using Amazon.Runtime;
using PresignKit.Errors;
using PresignKit.Providers;
using PresignKit.S3.Credentials;

namespace PresignKit.S3.Signing;

/// <summary>
/// Keeps the session of the current credentials. Nearly every call reads one reference; only now and then are the credentials
/// looked at again, and only when they have changed is there a new session.
/// </summary>
internal sealed class SessionSource(
    string store, ICredentialLookup lookup, Func<CredentialSnapshot, ISigningSession> open, TimeProvider clock)
{
    /// <summary>
    /// How long a look at rotating credentials is good for. Looking means a lock inside the AWS SDK, so not for every URL; the
    /// SDK renews credentials minutes before they end, so a few seconds of delay cost nothing.
    /// </summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(10);

    private volatile Held? _held;

    public ValueTask<ISigningSession> OpenAsync(CancellationToken cancellationToken)
    {
        var held = _held;
        return held is not null && (lookup.IsConstant || clock.GetUtcNow() < held.GoodUntil)
            ? new(held.Session)
            : LookAsync(held, cancellationToken);
    }

    private async ValueTask<ISigningSession> LookAsync(Held? held, CancellationToken cancellationToken)
    {
        CredentialSnapshot credentials;
        try
        {
            credentials = await lookup.FindAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Credentials that are known to hold still do: a metadata service that hiccups stops nobody.
            credentials = held?.Credentials.ExpiresAt > clock.GetUtcNow() ? held.Credentials : throw Unavailable(exception);
        }

        var session = credentials.Equals(held?.Credentials) ? held.Session : Open(credentials);
        _held = new(credentials, session, GoodUntil(credentials));
        return session;
    }

    private ISigningSession Open(CredentialSnapshot credentials)
    {
        try
        {
            return open(credentials);
        }
        catch (ArgumentException exception)
        {
            throw Unavailable(exception);
        }
    }

    private DateTimeOffset GoodUntil(CredentialSnapshot credentials)
    {
        var next = clock.GetUtcNow() + LookInterval;
        return credentials.ExpiresAt < next ? credentials.ExpiresAt.Value : next;
    }

    private PresignException Unavailable(Exception exception) => new(
        ErrorCodes.CredentialsUnavailable,
        $"There are no usable credentials for store '{store}'. Set Stores:{store}:AccessKeyId and Stores:{store}:SecretAccessKey, or run where the AWS SDK "
        + "finds some: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile (AWS_PROFILE), a web identity, a container's or an instance's role.",
        exception);

    private sealed record Held(CredentialSnapshot Credentials, ISigningSession Session, DateTimeOffset GoodUntil);
}
