using PresignKit.SigV4.Canonical;

namespace PresignKit.SigV4.Signing;

/// <summary>Who signs, for which region and service; hands out the cached <see cref="SigningMoment"/> of a second.</summary>
internal sealed class SigningIdentity
{
    // One reference to what never changes: threads that race at the turn of a second both make a moment, and either will do.
    private volatile SigningMoment[] _recent = [];

    internal SigningIdentity(SigV4Credentials credentials, string region, string service)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        CredentialScope.ThrowIfNotName(region, nameof(region));
        CredentialScope.ThrowIfNotName(service, nameof(service));
        Credentials = credentials;
        Region = region;
        Service = service;
        SecurityTokenParameter = credentials.SessionToken is { } token
            ? SignatureParameters.Encode(AuthParameters.SecurityTokenName, token)
            : [];
    }

    internal SigV4Credentials Credentials { get; }

    internal string Region { get; }

    internal string Service { get; }

    internal byte[] SecurityTokenParameter { get; }

    internal SigningMoment At(DateTimeOffset instant)
    {
        var second = AmzDate.ToSecond(instant);
        var recent = _recent;
        foreach (var moment in recent)
        {
            if (moment.Second == second)
            {
                return moment;
            }
        }

        var made = new SigningMoment(this, second, FindKey(recent, second.Date));
        _recent = SecondCache.With(recent, made);
        return made;
    }

    private static SigningKey? FindKey(SigningMoment[] recent, DateTime day) =>
        Array.Find(recent, moment => moment.Second.Date == day)?.Key;
}
